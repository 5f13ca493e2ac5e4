"""The bill of materials lists what is installed, and names no registry."""

import json
import re
from importlib.metadata import version

from typer.testing import CliRunner

from assessment.cli import build

RUNNER = CliRunner()


def test_it_lists_every_package_with_version_and_hash(tmp_path):
    out = tmp_path / "sbom.json"

    done = RUNNER.invoke(build(), ["sbom", "--out", str(out)])

    assert done.exit_code == 0, done.output
    made = json.loads(out.read_text("utf-8"))
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", made["serialNumber"])
    assert made["metadata"]["component"]["name"] == "levelset"
    found = {c["name"]: c for c in made["components"]}
    for name in ("streamlit", "sqlalchemy", "starlette", "markupsafe"):
        assert found[name]["version"] == version(name)
        assert found[name]["purl"] == f"pkg:pypi/{name}@{version(name)}"
        assert re.fullmatch("[0-9a-f]{64}", found[name]["hashes"][0]["content"])
    assert "pytest" not in found
    refs = {c["bom-ref"] for c in (*made["components"], made["metadata"]["component"])}
    assert {d["ref"] for d in made["dependencies"]} == refs
    assert all(set(d["dependsOn"]) <= refs for d in made["dependencies"])


def test_no_address_is_in_it_and_it_is_the_same_each_time():
    one, other = (RUNNER.invoke(build(), ["sbom"]).stdout for _ in range(2))

    assert "://" not in one
    assert not re.search(r"\.(org|com|io|net)\b", one)
    without = re.compile(r'"timestamp": "[^"]*"')
    assert without.sub("", one) == without.sub("", other)


def test_a_file_that_is_there_is_not_replaced(tmp_path):
    out = tmp_path / "sbom.json"
    out.write_text("mine")

    done = RUNNER.invoke(build(), ["sbom", "--out", str(out)])

    assert done.exit_code == 1
    assert out.read_text() == "mine"
