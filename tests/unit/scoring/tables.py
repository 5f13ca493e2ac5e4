"""Tables written as text, so that a test shows the file that a person would send."""

import io

import pandas as pd

from assessment.domain.faults import BadTable
from assessment.scoring.columns import WEIGHT_COLUMNS
from assessment.scoring.ratings import RATINGS_TABLE, ratings
from assessment.scoring.reader import Columns, read_stream
from assessment.scoring.scores import scores
from assessment.scoring.weights import profiles

HEADER = "candidate,rater,item,competency,level"


def a_file(*lines: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *lines, ""]).encode()


def read_ratings(data: bytes, scale=(1, 5)):
    table = read_stream(io.BytesIO(data), "r.csv", RATINGS_TABLE)
    return ratings(table, scale)


def read_weights(data: bytes):
    return profiles(read_stream(io.BytesIO(data), "w.csv", Columns(WEIGHT_COLUMNS)))


def faults(read, data: bytes) -> list[str]:
    """What `read` says is wrong with `data`, one line each."""
    try:
        read(data)
    except BadTable as fault:
        return str(fault).splitlines()
    return []


def score_table(data: bytes, profile: dict[str, float], *, floor=0.75, scale=(1, 5)):
    """Candidate to (score, coverage, provisional, raters, rated items) under one profile."""
    table = scores(read_ratings(data, scale), {"p": profile}, floor=floor)
    mine = table[table["profile"] == "p"]
    return {
        row.candidate: (
            None if pd.isna(row.score) else row.score,
            row.coverage,
            row.provisional,
            row.raters,
            row.rated_items,
        )
        for row in mine.itertuples()
    }
