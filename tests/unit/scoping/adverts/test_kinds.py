"""What is no advert is refused with a reason, and nothing is guessed."""

import random
import string

import pytest

from assessment.scoping.adverts.kinds import NotAnAdvert
from assessment.scoping.adverts.reading import read_advert
from question_bank import adverts

CV = """Jane Doe
jane@example.org
Professional experience
2019 - present: MES Engineer at Pumps Ltd. I led the introduction of an MES and trained operators.
03/2014 - 06/2019: Automation Engineer. I designed and built PLC programs for packaging lines.
Education
2010 - 2014: BSc in automation
Hobbies: sailing
"""
CVS = [
    CV,
    """Tomasz Example
tomasz@example.org, +48 555 010 203
MES Engineer
Summary: automation engineer with nine years in food and pharma.
Experience
Acme Foods, MES Engineer, Jan 2019 - Present
- Implemented an MES on six packaging lines
- Reduced downtime by 12\u00a0% with operators and maintenance
- Trained 80 operators
Beta Pharma, Automation Engineer, 2014 - 2018
- Programmed PLCs
Education
BSc Automation, 2010 - 2014
Skills: SQL, Ignition, PI
""",
    """Résumé of A. Sample
Career objective: to lead an MES team.
Employment history
2016 to date: Senior MES Consultant. I managed rollouts in three plants.
2009 to 2016: Process engineer.
References available on request.
""",
    """Lebenslauf
Berufserfahrung
2015 - heute: MES-Ingenieur bei der Beispiel AG
2008 - 2015: Automatisierungstechniker
""",
]
TENDER = (
    "Invitation to tender. The contracting authority invites bidders to submit bids. The supplier "
    "shall deliver an MES. Award criteria are price and quality. Bidders shall state their price. "
)


def refusal(text):
    with pytest.raises(NotAnAdvert) as raised:
        read_advert(text)
    return str(raised.value)


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b", "•\n•\n"])
def test_an_empty_text(text):
    assert refusal(text) == "There is no text here. Paste the advert, or upload it as a file."


def test_200_kb_of_noise():
    dice = random.Random(7)  # noqa: S311  # noise needs no secrecy
    noise = "".join(dice.choices(string.ascii_letters + string.digits + "    .;{}\n", k=200_000))

    assert "No readable sentences" in refusal(noise)


def test_200_kb_of_signs():
    assert "No readable sentences" in refusal("<x> 93 %% ;; {} 17 == " * 10_000)


@pytest.mark.parametrize("cv", CVS)
def test_a_cv_is_not_read_any_further(cv):
    assert "reads like a candidate's CV" in refusal(cv)


@pytest.mark.parametrize("part", ["first", "second", "third"])
def test_no_whole_advert_is_taken_for_a_cv(part):
    for advert in adverts.whole_adverts(part):
        if advert.target != "unsupported":
            read_advert(advert.text)


def test_a_tender_of_forty_pages():
    assert "reads like a tender" in refusal(TENDER * 400)


def test_a_text_as_long_as_a_book():
    assert "too much for one advert" in refusal("You run the line and you fix what breaks. " * 2000)


def test_a_title_alone():
    assert "only 3 words" in refusal("MES Engineer wanted")


@pytest.mark.parametrize(
    ("name", "language"),
    [("09-german-body", "German"), ("26-spanish", "Spanish"), ("39-french", "French")],
)
def test_a_body_in_another_language_is_named(name, language):
    text = next(a.text for a in adverts.whole_adverts("first") if a.name == name)

    assert f"The body of this advert is in {language}." in refusal(text)
