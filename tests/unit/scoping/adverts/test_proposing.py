"""From a reading to a proposed brief, to questions and to better words."""

import json

import pytest

from assessment.scoping.adverts import report
from assessment.scoping.adverts.asking import questions
from assessment.scoping.adverts.proposing import proposal
from assessment.scoping.adverts.reading import read_advert
from assessment.scoping.adverts.rewriting import rewrites, suggested_title
from question_bank import load_bank
from question_bank.adverts import Confusion, whole_adverts
from question_bank.taxonomy import OrganisationalScope

WHOLE = {a.name: a.text for part in ("first", "second") for a in whole_adverts(part)}


@pytest.fixture(scope="module")
def platforms():
    return load_bank().scoping.platforms


def read(name):
    return read_advert(WHOLE[name])


def test_a_plant_advert_proposes_one_site_with_its_words(platforms):
    found = proposal(read("02-site-mes-engineer"), "a.txt", platforms)

    assert found.organisational_scope.value is OrganisationalScope.ONE_SITE
    assert found.enterprise_share.value <= 40
    assert "You report to the site engineering manager" in found.organisational_scope.evidence
    assert all(p.evidence[0] in WHOLE["02-site-mes-engineer"] for p in found.cells.values())


def test_an_enterprise_advert_proposes_a_programme(platforms):
    found = proposal(read("06-mes-programme-manager"), "a.txt", platforms)

    assert found.organisational_scope.value is OrganisationalScope.ENTERPRISE_PROGRAMME
    assert found.enterprise_share.value >= 60


def test_where_it_cannot_be_told_nothing_is_proposed_and_more_is_asked(platforms):
    reading = read("01-mes-engineer-software")
    found = proposal(reading, "a.txt", platforms)

    assert found.organisational_scope is None
    assert found.enterprise_share is None
    assert not found.cells
    assert "Which sites is the person responsible for" in found.open_questions[0].value


def test_every_confusion_has_a_question_a_sentence_and_better_words(platforms):
    names = ("04-mes-mom-slash", "12-mom-listed", "27-mes-certified", "15-isa95-levels")
    names += ("44-mom-consult-above", "14-product-as-scope", "13-plant-title-enterprise-duties")
    seen = set()
    for name in names:
        reading = read(name)
        kinds = {c.kind for c in reading.confusions}
        seen |= kinds
        spans = {q.span for q in questions(reading, platforms)}
        assert {c.span for c in reading.confusions} & spans
        assert {r.span for r in rewrites(reading)} & {c.span for c in reading.confusions}
        assert kinds <= report.CONFUSION_SAID.keys()
    assert seen == set(Confusion)


@pytest.mark.parametrize(
    ("duty", "named"),
    [
        ("You own the implementation, operation and improvement of the MES.", True),
        ("You support our Manufacturing Execution Systems.", True),
        ("You maintain and enhance batch record applications.", True),
        ("You develop the overarching change strategy to make our way of working a system.", False),
        ("You connect IT systems and support our ambitions.", False),
    ],
)
def test_only_a_duty_that_is_about_software_is_asked_what_it_is_for(duty, named):
    listening = "You meet people of every shift and listen before you plan."
    reading = read_advert(f"Change lead\nYour tasks\n{duty}\n{listening}")

    assert any("Name the work" in r.instead for r in rewrites(reading)) is named


def test_a_platform_is_explained_by_what_is_publicly_known(platforms):
    asked = [q for q in questions(read("04-mes-mom-slash"), platforms) if "Opcenter" in q.question]

    assert "we found nothing on maintenance and inventory" in asked[0].why


def test_no_advert_asks_more_than_nine_questions_or_the_same_one_twice(platforms):
    for name in ("04-mes-mom-slash", "14-product-as-scope", "70-one-line-tangle"):
        asked = [q.question for q in questions(read(name), platforms)]
        assert len(asked) == len(set(asked)) <= 9


def test_a_title_that_hides_the_duties_gets_another():
    assert "all sites" in suggested_title(read("13-plant-title-enterprise-duties"))
    assert suggested_title(read("02-site-mes-engineer")) == ""


def test_the_report_tells_what_was_found(platforms):
    text = "\n".join(report.lines(read("02-site-mes-engineer"), platforms))

    assert "Probably a plant role (95%)." in text
    assert "production · performance analysis" in text
    assert "Ask the client" in text


def test_values_for_a_program_stand_where_they_say(platforms):
    values = report.as_values(read("44-mom-consult-above"), "a.txt", platforms)

    assert json.loads(json.dumps(values)) == values
    assert values["target"]["value"] is None
    for confusion in values["confusions"]:
        place = slice(confusion["start"], confusion["end"])
        assert values["text"][place] == confusion["text"]
