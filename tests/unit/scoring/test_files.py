"""Several files are put in place together: all of them, or each is what it was before."""

import pytest

from assessment.domain.errors import Invalid
from assessment.scoring.files import put_in_place


def refused(file, fault):
    return Invalid(f"{file.name}: {fault.strerror}")


@pytest.fixture
def parts(tmp_path):
    """New contents for a, b and c; nothing of them is there yet."""
    made = {tmp_path / name: tmp_path / f".{name}.part" for name in "abc"}
    for file, part in made.items():
        part.write_text(f"new {file.name}")
    return made


def found(folder):
    return {p.name: p.read_text() if p.is_file() else None for p in folder.iterdir()}


def test_every_part_gets_the_name_of_its_file_and_nothing_else_remains(parts, tmp_path):
    (tmp_path / "a").write_text("old a")

    put_in_place(parts, refused)

    assert found(tmp_path) == {"a": "new a", "b": "new b", "c": "new c"}


@pytest.mark.parametrize("failing", ["a", "b", "c"])
def test_where_one_fails_each_is_what_it_was_before(parts, tmp_path, failing):
    for name in {"a", "c"} - {failing}:
        (tmp_path / name).write_text(f"old {name}")
    before = found(tmp_path)
    (tmp_path / failing).mkdir()

    with pytest.raises(Invalid, match=f"{failing}: Is a directory"):
        put_in_place(parts, refused)

    after = found(tmp_path)
    assert {n: t for n, t in after.items() if not n.startswith(".")} == {
        n: t for n, t in before.items() if not n.startswith(".")
    } | {failing: None}
    assert not [name for name in after if name.endswith(".old")]
