"""Pasted text as a person would have typed it."""

import pytest

from assessment.scoping.adverts.mending import mended


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("Knowledge of ISA\u201195", "Knowledge of ISA-95"),
        ("M.E.S. and M. O. M", "MES and MOM"),
        ("We make vaccines.You run the MES.", "We make vaccines. You run the MES."),
        ("degree,good English", "degree, good English"),
        (
            "\u2022\tRun lines\n\u25aa Fix lines\n- Walk lines",
            "• Run lines\n• Fix lines\n• Walk lines",
        ),
        ("Tasks • Run lines • Fix lines", "Tasks\n• Run lines\n• Fix lines"),
        ("a\u00a0b\u200bc  d", "a bc d"),
        ("•\nRun lines", "• Run lines"),
        ("\r\nOne\r\n\r\n\r\n\r\nTwo\r\n", "One\n\nTwo"),
        ("with governanceExperience managing", "with governance\nExperience managing"),
        ("Job SummaryWe are hiring", "Job Summary\nWe are hiring"),
    ],
)
def test_form_is_mended(pasted, clean):
    assert mended(pasted) == clean


@pytest.mark.parametrize("name", ["FactoryTalk PharmaSuite", "TrackWise", "C#, .NET", "e.g. SAP"])
def test_names_keep_their_form(name):
    assert mended(f"Experience with {name}") == f"Experience with {name}"


def test_a_line_that_a_program_wrapped_is_one_again():
    wrapped = (
        "The architect is responsible for owning the solution design across multiple\n"
        "manufacturing sites and acts as the design authority for all of them."
    )

    assert "multiple manufacturing sites" in mended(wrapped)


def test_bullets_without_marks_stay_apart():
    assert mended("Run the lines\nFix the lines") == "Run the lines\nFix the lines"
