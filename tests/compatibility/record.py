"""Records what today's version does, into the folder `recorded`.

Run on the commit in COMMIT with `uv run python -m tests.compatibility.record`. Later versions are
compared with the result. Record again only when outputs change on purpose, and name the new commit.
"""

import gzip
import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from db.backup import backup
from db.restore import restore
from tests.compatibility import observing, scenario
from tests.compatibility.cases import all_cases
from tests.compatibility.doors import (
    MOMENT,
    RECORDED,
    Product,
    page_address,
    page_names,
    universal_time,
)
from tests.compatibility.recorded_databases import (
    PLAIN,
    RESTORED,
    ROWS,
    dump_postgresql,
    unpacked,
)
from tests.postgres_server import PostgresServer

COMMIT = "481970a81d9a7d29a93a1de31a5fb9a0b3b35a8d"
"""The commit of the version that was recorded."""


def main() -> None:
    """Makes every recorded file anew."""
    RECORDED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, universal_time():
        folder = Path(name)
        _databases(folder)
        _outputs(folder)
        _events(folder)


def _databases(folder: Path) -> None:
    file, copy, restored = (folder / f"{n}.db" for n in ("built", "copy", "restored"))
    product = Product(f"sqlite:///{file}")
    scenario.build(product)
    product.close()
    backup(copy, f"sqlite:///{file}")
    restore(copy, f"sqlite:///{restored}", now=MOMENT)
    _pack(file, PLAIN)
    _pack(restored, RESTORED)
    server = PostgresServer()
    try:
        server.start()
        url = server.url("postgres")
        restore(copy, url.render_as_string(hide_password=False), now=MOMENT)
        (RECORDED / ROWS).write_bytes(dump_postgresql(url))
    finally:
        server.close()


def _pack(file: Path, name: str) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        plain.execute("PRAGMA journal_mode=DELETE")
        plain.execute("VACUUM")
    (RECORDED / name).write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def _outputs(folder: Path) -> None:
    url = f"sqlite:///{unpacked(PLAIN, folder)}"
    product = Product(url)
    proofs = _proofs(product)
    _write("proofs.json", proofs)
    _write("kits.json", product.kits())
    _write("scores.json", observing.scores(product))
    _write("answers.json", observing.answers(product, proofs))
    _write("states.json", observing.states(product, proofs))
    write_zip("printed.zip", {"printed.json": json_text(observing.printed_pages(product))})
    product.close()
    made = observing.exports(url, folder)
    write_zip(
        "exports.zip", {f"{n}/{f}": text for n, files in made.items() for f, text in files.items()}
    )


def _proofs(product: Product) -> dict[str, Any]:
    """Links, tokens and cookies of people and boards of every kind, and the pages' addresses."""
    boxes = [
        f"{interview}:{rater}"
        for interview, raters in product.interviews().items()
        for rater in (raters if interview.startswith("MES-7") else raters[-1:])
    ]
    seats = [product.seat_path(*box.split(":")) for box in boxes]
    tokens = {box: product.sheet_token(*box.split(":")) for box in boxes}
    boards = [i for i in product.interviews() if scenario.cards_of(product, i)]
    query = {"requisition": "MES-7", "interview": "MES-7.C-01.1", "rater": "R 1&=ü"}
    return {
        "offered": product.links(),
        "links": [*seats, *(product.board_path(i) for i in boards)],
        "tokens": tokens | {f"{i}:board": product.board_token(i) for i in boards},
        "cookies": {f"R-0{n}": product.cookie(f"R-0{n}") for n in range(1, 6)},
        "addresses": {
            name: [page_address(name), page_address(name, **query)] for name in page_names()
        },
    }


def _events(folder: Path) -> None:
    fresh = unpacked(PLAIN, folder)
    product = Product(f"sqlite:///{fresh}")
    cases = list(all_cases(product))
    product.close()
    told = {}
    for case in cases:
        product = Product(f"sqlite:///{unpacked(PLAIN, folder)}")
        requests = [observing.shortened(body.decode("latin-1")) for body in case.requests]
        plain = {"log": case.log, "requests": requests, "headers": case.headers}
        assert case.name not in told, case.name
        told[case.name] = plain | observing.replayed(product, plain)
        product.close()
    (RECORDED / "events.json.gz").write_bytes(gzip.compress(json_text(told).encode(), mtime=0))


def json_text(plain: Any) -> str:
    return json.dumps(plain, indent=1) + "\n"


def _write(name: str, plain: Any) -> None:
    (RECORDED / name).write_text(json_text(plain), "utf-8")


def write_zip(name: str, files: dict[str, str]) -> None:
    with zipfile.ZipFile(RECORDED / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(zipfile.ZipInfo(file), text.encode(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
