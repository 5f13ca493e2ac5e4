"""An advert in its parts."""

from assessment.scoping.adverts.mending import mended
from assessment.scoping.adverts.splitting import AdvertPart, split


def parts(text):
    return {s.text: s.part for s in split(mended(text)).sentences}


def test_headings_part_an_advert():
    found = parts(
        "MES Engineer\nAbout us\nWe make pumps.\nYour tasks\n- Run the MES\n"
        "Your profile\n- A degree\nWhat we offer\n- A canteen"
    )

    assert found["MES Engineer"] is AdvertPart.TITLE
    assert found["We make pumps."] is AdvertPart.ABOUT
    assert found["Run the MES"] is AdvertPart.DUTIES
    assert found["A degree"] is AdvertPart.REQUIREMENTS
    assert found["A canteen"] is AdvertPart.NOISE


def test_a_sentence_outweighs_a_heading_that_lies():
    found = parts(
        "Line Lead\nAbout us\nYou calculate OEE for each press.\n"
        "Responsibilities\nFounded in 1931, Osgood is a family business."
    )

    assert found["You calculate OEE for each press."] is AdvertPart.DUTIES
    assert found["Founded in 1931, Osgood is a family business."] is AdvertPart.ABOUT


def test_without_headings_a_duty_is_a_duty_and_a_degree_a_requirement():
    found = parts("MES Specialist\nYou support operators. A degree in IT is needed.")

    assert found["You support operators."] is AdvertPart.DUTIES
    assert found["A degree in IT is needed."] is AdvertPart.REQUIREMENTS


def test_of_a_portals_many_titles_the_last_one_is_meant():
    others = "\n".join(
        f"{n} Engineer" for n in ("Process", "Test", "Sales", "Global Rollout", "IT")
    )
    found = split(mended(f"{others}\nSite MES Support Engineer\nAbout the job\nYou help users."))

    assert found.title == "Site MES Support Engineer"
    assert {s.text for s in found.of(AdvertPart.NOISE)} >= {
        "Process Engineer",
        "Global Rollout Engineer",
    }


def test_a_heading_on_the_line_of_its_text_is_a_heading():
    found = parts("Reliability Engineer\nKey activities: failure analysis; bad actor lists")

    assert found["failure analysis"] is AdvertPart.DUTIES
    assert found["bad actor lists"] is AdvertPart.DUTIES


def test_every_sentence_stands_where_it_says():
    text = mended("MES Engineer\nTasks: run lines; fix lines.\n• Walk. Talk to people, e.g. Ann.")

    assert all(text[s.start : s.end] == s.text for s in split(text).sentences)


def test_what_a_company_says_before_the_first_heading_is_no_duty():
    found = parts(
        "MES Engineer\nThe Karlsen works run on three shifts and feed all our plants.\n"
        "The MES Engineer will support users.\nResponsibilities\nConfigure the MES"
    )

    assert found["The Karlsen works run on three shifts and feed all our plants."] is (
        AdvertPart.ABOUT
    )
    assert found["The MES Engineer will support users."] is AdvertPart.DUTIES
