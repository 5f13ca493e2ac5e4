"""Questions as QTI items: what the specification asks for is there, and every text is text.

The public schema is fetched from a server, and tests fetch nothing: what it requires of these few
elements is claimed here by hand.
"""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from assessment.export.qti import qti_zip
from question_bank import QuestionStatus, Variant, Variants, load_bank
from tests.small_bank import a_bank, a_question, bank_of

Q = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
P = "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}"


def unzipped(bank):
    with zipfile.ZipFile(io.BytesIO(qti_zip(bank, version="0.1.0"))) as package:
        assert package.testzip() is None
        return {
            name: ET.fromstring(package.read(name))  # noqa: S314  # we wrote it a moment ago
            for name in package.namelist()
        }


def texts(element, name):
    return [found.text for found in element.iter(f"{Q}{name}")]


def test_the_package_names_every_item_and_holds_it():
    files = unzipped(a_bank())
    manifest = files.pop("imsmanifest.xml")

    assert manifest.tag == f"{P}manifest"
    assert manifest.attrib["identifier"] == "levelset-000000000001"
    assert [child.tag.removeprefix(P) for child in manifest] == [
        "metadata",
        "organizations",
        "resources",
    ]
    assert [(e.tag.removeprefix(P), e.text) for e in manifest[0]] == [
        ("schema", "QTI Package"),
        ("schemaversion", "3.0.0"),
    ]
    named = [
        (r.attrib["identifier"], r.attrib["type"], r.attrib["href"], r[0].attrib["href"])
        for r in manifest[2]
    ]
    assert named == [
        (f"item-{id_}", "imsqti_item_xmlv3p0", f"items/{id_}.xml", f"items/{id_}.xml")
        for id_ in sorted(a_bank().questions)
    ]
    assert list(files) == [href for _, _, href, _ in named]


def test_an_item_asks_for_text_that_a_person_scores():
    item = unzipped(a_bank())["items/prd-dsp-001.xml"]

    assert item.tag == f"{Q}qti-assessment-item"
    assert {name: item.attrib[name] for name in ("identifier", "title", "adaptive")} == {
        "identifier": "prd-dsp-001",
        "title": "A line goes down",
        "adaptive": "false",
    }
    assert item.attrib["time-dependent"] == "false"
    assert [child.tag.removeprefix(Q) for child in item] == [
        "qti-response-declaration",
        "qti-outcome-declaration",
        "qti-item-body",
    ]
    response, outcome, body = item
    assert response.attrib == {
        "identifier": "RESPONSE",
        "cardinality": "single",
        "base-type": "string",
    }
    assert outcome.attrib == {
        "identifier": "SCORE",
        "cardinality": "single",
        "base-type": "float",
        "external-scored": "human",
        "normal-minimum": "1",
        "normal-maximum": "5",
    }
    assert [child.tag.removeprefix(Q) for child in body] == [
        "qti-extended-text-interaction",
        "qti-rubric-block",
    ]
    assert body[0].attrib == {"response-identifier": "RESPONSE", "expected-lines": "12"}
    assert texts(body[0], "qti-prompt") == [a_question().prompt]


def test_a_handout_is_shown_to_the_candidate_line_by_line():
    card = "Line 4: 40 orders\n  1 half finished"
    question = a_question().model_copy(update={"handout": card})
    _, _, body = unzipped(bank_of([question]))["items/prd-dsp-001.xml"]

    assert [child.tag.removeprefix(Q) for child in body] == [
        "div",
        "qti-extended-text-interaction",
        "qti-rubric-block",
    ]
    assert texts(body[0], "pre") == [card]


def test_the_rubric_is_for_scorers_and_holds_all_that_a_rater_has():
    question = a_question().model_copy(update={"accepted_positions": ("Either may own it",)})
    _, _, body = unzipped(bank_of([question]))["items/prd-dsp-001.xml"]
    rubric = body[1]

    assert rubric.attrib == {"use": "scoring", "view": "scorer"}
    assert [child.tag.removeprefix(Q) for child in rubric] == ["qti-content-body"]
    assert list(zip(texts(rubric, "dt"), texts(rubric, "dd"), strict=True)) == [
        ("1 · Misplaced or absent", "Describes the screen only."),
        ("3 · Solid", "Names the queue and who owns it."),
        ("5 · Outstanding", "Weighs setup, due date and genealogy."),
    ]
    assert texts(rubric, "p") == [
        "Execution",
        "Follow-up questions",
        "Listen for",
        "Misconceptions",
        "Positions that earn full marks if well argued",
    ]
    assert texts(rubric, "li") == [
        *question.probes,
        *question.listen_for,
        *question.wrong_beliefs,
        "Either may own it",
    ]


@pytest.mark.parametrize(
    "text", ["</p><script>\"&'", "]]> 午前二時 👷 of the shift", "a\tb & c < d"]
)
def test_any_text_is_text(text):
    question = a_question(title=text[:60], prompt=f"{text} and what happens now?")
    item = unzipped(bank_of([question]))["items/prd-dsp-001.xml"]

    assert item.attrib["title"] == text
    assert texts(item, "qti-prompt") == [question.prompt]


def test_a_character_that_no_xml_may_hold_is_shown_as_missing():
    question = a_question(prompt="A bell \x07 rings, and what happens now?")
    item = unzipped(bank_of([question]))["items/prd-dsp-001.xml"]

    assert texts(item, "qti-prompt") == ["A bell \ufffd rings, and what happens now?"]


def test_a_variant_is_an_item_of_its_own_with_the_same_rubric():
    variants = Variants(
        batch=Variant(prompt="Reactor 3 stops.", probes=("Who may?", "And then?")),
        regulated=Variant(prompt="A record waits."),
    )
    question = a_question().model_copy(update={"variants": variants})
    files = unzipped(bank_of([question, a_question("prd-dsp-002")]))
    manifest = files.pop("imsmanifest.xml")
    main, batch, regulated, _ = files.values()

    assert list(files) == [
        "items/prd-dsp-001.xml",
        "items/prd-dsp-001-batch.xml",
        "items/prd-dsp-001-regulated.xml",
        "items/prd-dsp-002.xml",
    ]
    assert [r.attrib["href"] for r in manifest[2]] == list(files)
    assert [(i.attrib["identifier"], i.attrib["title"]) for i in (main, batch, regulated)] == [
        ("prd-dsp-001", "A line goes down"),
        ("prd-dsp-001-batch", "A line goes down (batch)"),
        ("prd-dsp-001-regulated", "A line goes down (regulated)"),
    ]
    assert [texts(i, "qti-prompt") for i in (main, batch, regulated)] == [
        [question.prompt],
        ["Reactor 3 stops."],
        ["A record waits."],
    ]
    assert texts(batch, "dd") == texts(main, "dd")
    assert texts(batch, "li") == ["Who may?", "And then?", *texts(main, "li")[2:]]
    assert texts(regulated, "li") == texts(main, "li")


def test_only_questions_in_use_leave():
    questions = [a_question(), a_question("exe-002", status=QuestionStatus.RETIRED)]

    assert list(unzipped(bank_of(questions))) == ["imsmanifest.xml", "items/prd-dsp-001.xml"]


def test_the_same_bank_gives_the_same_bytes():
    bank = a_bank()
    turned = bank_of(list(reversed(bank.questions.values())))

    assert qti_zip(bank, version="0.1.0") == qti_zip(turned, version="0.1.0")


def test_every_question_of_the_shipped_bank_is_an_item_with_its_own_name():
    bank = load_bank()
    files = unzipped(bank)
    names = [root.attrib["identifier"] for name, root in files.items() if name != "imsmanifest.xml"]

    told = {f"{q.id}-{industry}" for q in bank.active for industry in q.told}
    assert [name for name in names if name not in told] == sorted(q.id for q in bank.active)
    assert sorted(names) == sorted({*names})
    assert told <= {*names}
