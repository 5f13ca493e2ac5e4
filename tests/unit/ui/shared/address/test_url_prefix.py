"""The URL prefix of the pages, for links and for the paths of requests."""

import pytest
import streamlit as st

from assessment.ui.shared.address.navigation import PageName, address
from assessment.ui.shared.address.url_prefix import below_prefix, url_prefix


@pytest.fixture
def prefixed(monkeypatch):
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "/hiring/mes/"}.get)


def test_without_a_prefix_paths_stay_as_they_are():
    assert url_prefix() == ""
    assert [below_prefix(path) for path in ("/", "/compare")] == ["/", "/compare"]
    assert address(PageName.COMPARE, requisition="R-1") == "/compare?requisition=R-1"


@pytest.mark.usefixtures("prefixed")
def test_links_carry_the_prefix():
    assert address(PageName.TODAY) == "/hiring/mes/"
    assert address(PageName.COMPARE, requisition="R-1") == "/hiring/mes/compare?requisition=R-1"


@pytest.mark.usefixtures("prefixed")
@pytest.mark.parametrize(
    ("path", "below"),
    [
        ("/hiring/mes", "/"),
        ("/hiring/mes/", "/"),
        ("/hiring/mes/api/board", "/api/board"),
        ("/hiring/mestizo", "/hiring/mestizo"),
        ("/api/board", "/api/board"),
    ],
)
def test_the_path_of_a_request_is_read_below_the_prefix(path, below):
    assert below_prefix(path) == below
