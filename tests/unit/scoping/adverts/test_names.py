"""Names of systems and products, however an advert writes them."""

import pytest

from assessment.scoping.adverts.names import NAMES


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("PLCs, SCADAs and DCSs", ["PLC", "SCADA", "DCS"]),
        ("LIMSs and CMMSes", ["LIMS", "CMMS"]),
        ("the ERPs of two plants", ["ERP"]),
        ("PAS–X or PAS-X", ["Körber PAS-X", "Körber PAS-X"]),
        ("SAP\nPM and SAP QM", ["SAP PM", "SAP QM"]),
        ("an e-QMS", ["QMS"]),
        ("WinCC, InTouch and iFIX", ["SIMATIC WinCC", "InTouch", "GE Vernova iFIX"]),
        ("Dynamics 365", ["ERP"]),
    ],
)
def test_a_name_is_found_as_a_plural_with_a_dash_and_over_a_line(written, meant):
    assert [n.name for n in NAMES.found(written)] == meant


@pytest.mark.parametrize("written", ["the mess", "apse", "Mesh", "tulips", "dcsx", "moms"])
def test_a_word_that_begins_like_a_name_is_none(written):
    assert not NAMES.found(written)
