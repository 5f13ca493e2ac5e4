"""Reviews the texts of a client pack the way a test needs it, for the small requisition."""

from assessment.domain.permissions import Actor
from assessment.services.reading.client_packs import client_pack
from assessment.services.reading.pack_decisions import (
    include_untouched,
    keep_text,
    leave_out,
)
from assessment.services.reading.pack_review import read_review
from tests.builders import (
    RATER,
    REQUISITION,
    a_bank,
)
from tests.fakes import StoppedClock

BANK, CLOCK = a_bank(), StoppedClock()
ME = Actor(rater=RATER)


def review(open_uow, by=ME):
    return read_review(open_uow, BANK, CLOCK, REQUISITION, by=by)


def texts(open_uow, by=ME):
    return {t.text.text: t for t in review(open_uow, by).texts}


def include(open_uow, text, said=None, by=ME):
    found = texts(open_uow, by)[text]
    keep_text(
        open_uow,
        BANK,
        CLOCK,
        REQUISITION,
        keys=[found.text.key],
        seen=text,
        text=text if said is None else said,
        by=by,
    )


def leave_the_rest(open_uow, by=ME):
    left = [(t.text.key, t.text.text) for t in review(open_uow, by).left]
    leave_out(open_uow, BANK, CLOCK, REQUISITION, texts=left, by=by)


def pack(open_uow, by=ME):
    return client_pack(open_uow, BANK, CLOCK, REQUISITION, by=by)


def untouched(open_uow, by=ME):
    return [(t.text.key, t.text.text) for t in review(open_uow, by).left if t.untouched]


def include_together(open_uow, texts):
    include_untouched(open_uow, BANK, CLOCK, REQUISITION, texts=texts, by=ME)
