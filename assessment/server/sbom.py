"""What this installation consists of, as a CycloneDX document: made from what is installed.

Nothing is asked of any network, and no address of a registry is in it.
"""

import base64
import hashlib
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

ROOT = "levelset"
EXTRAS = ("postgres", "team")
"""Optional parts that count where they are installed."""
RECORD = "RECORD"
SHORT_LICENSE = 80
"""Characters; some packages have their whole license there."""


def sbom(now: datetime) -> dict[str, Any]:
    """The document, CycloneDX 1.6 as JSON. PackageNotFoundError where Levelset is not installed."""
    found = dict(_reached())
    root = found.pop(ROOT)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{_serial(root, found)}",
        "version": 1,
        "metadata": {
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": _component(root, kind="application"),
        },
        "components": [_component(found[name], kind="library") for name in sorted(found)],
        "dependencies": [
            {
                "ref": _ref(each),
                "dependsOn": sorted(_ref(found[n]) for n in set(_needed(each)) if n in found),
            }
            for each in (root, *(found[name] for name in sorted(found)))
        ],
    }


def _reached() -> Iterator[tuple[str, Distribution]]:
    """Levelset, and every distribution that it needs directly or through others."""
    waiting, seen = [ROOT], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            if name == ROOT:
                raise
            continue  # needed on other systems only, or optional
        yield name, found
        waiting += _needed(found)


def _needed(of: Distribution) -> list[str]:
    """The names of what it requires here."""
    extras = EXTRAS if _name(of) == ROOT else ("",)
    names: list[str] = []
    for line in of.requires or ():
        try:
            wanted = Requirement(line)
        except InvalidRequirement:
            continue
        marker = wanted.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            names.append(canonicalize_name(wanted.name))
    return names


def _name(of: Distribution) -> str:
    return canonicalize_name(of.metadata["Name"])


def _ref(of: Distribution) -> str:
    return f"pkg:pypi/{_name(of)}@{of.version}"


def _component(of: Distribution, *, kind: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": kind,
        "bom-ref": _ref(of),
        "name": _name(of),
        "version": of.version,
        "purl": _ref(of),
    }
    if terms := _license(of):
        made["licenses"] = [terms]
    if record := of.read_text(RECORD):
        made["hashes"] = [
            {"alg": "SHA-256", "content": hashlib.sha256(record.encode()).hexdigest()}
        ]
        made["properties"] = [
            {"name": "levelset:hash-of", "value": "RECORD, the list of files with their hashes"},
            {"name": "levelset:files-hashed", "value": str(len(_files(of)))},
            {"name": "levelset:hash-of-files", "value": _digest(_files(of))},
        ]
    return made


def _license(of: Distribution) -> Mapping[str, Any] | None:
    told = of.metadata.json
    if expression := told.get("license_expression"):
        return {"expression": expression}
    named = str(told.get("license") or "").strip()
    return {"license": {"name": named}} if 0 < len(named) <= SHORT_LICENSE else None


def _files(of: Distribution) -> dict[str, str]:
    """Each file of RECORD that has a SHA-256 there, with it in hexadecimal digits."""
    return {
        str(file): base64.urlsafe_b64decode(f"{file.hash.value}==").hex()
        for file in of.files or ()
        if file.hash and file.hash.mode == "sha256"
    }


def _digest(files: Mapping[str, str]) -> str:
    """The same for the same files, wherever and by whatever they were installed."""
    lines = (f"{content}  {name}\n" for name, content in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _serial(root: Distribution, found: Mapping[str, Distribution]) -> uuid.UUID:
    """The same for the same versions."""
    everything = " ".join(sorted(_ref(d) for d in (root, *found.values())))
    return uuid.uuid5(uuid.NAMESPACE_OID, everything)
