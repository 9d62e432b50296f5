"""The files that the tutorial's map asks of CDNs, from pinned npm packages, checked by their sums."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import tarfile
from pathlib import Path
from urllib.request import urlopen

REGISTRY = os.environ.get("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org/").rstrip("/")
PACKAGES = {
    "leaflet@1.9.3": "iB2cR9vAkDOu5l3HAay2obcUHZ7xwUBBjph8+PGtmW/2lYhbLizWtG7nTeYht36WfOslixQF9D/uSIzhZgGMfQ==",
    "jquery@3.7.1": "m4avr8yL8kmFN8psrbFFFmB/If14iN5o9nw/NgnnM+kybDJpRsAynV2BsfpTYrTRysYUdADVD7CkUUizgkpLfg==",
    "bootstrap@5.2.2": "dEtzMTV71n6Fhmbg4fYJzQsw1N29hJKO1js5ackCgIpDcGid2ETMGC6zwSYw09v05Y+oRdQ9loC54zB1La3hHQ==",
    "@fortawesome/fontawesome-free@6.2.0": (
        "CNR7qRIfCwWHNN7FnKUniva94edPdyQzil/zCwk3v6k4R6rR2Fr8i4s3PM7n/lyfPA6Zfko9z5WDzFxG9SW1uQ=="
    ),
    "leaflet.awesome-markers@2.0.5": (
        "Ne/xDjkGyaujwNVVkv2tyXQUV0ZW7gZ0Mo0FuQY4jp2qWrvXi0hwDBvmZyF/8YOvybyMabTMM/mFWCTd1jZIQA=="
    ),
}


def fetch_packages(folder: Path) -> None:
    """Fetch and unpack each package once. Raises `ValueError` where a sum is not the pinned one."""
    for package, wanted in PACKAGES.items():
        there = folder / package
        if there.exists():
            continue
        name, _, version = package.rpartition("@")
        address = f"{REGISTRY}/{name}/-/{name.rpartition('/')[2]}-{version}.tgz"
        with urlopen(address, timeout=120) as answer:
            content = answer.read()
        if base64.b64encode(hashlib.sha512(content).digest()).decode() != wanted:
            raise ValueError(f"{address} is not the package that was pinned")
        with tarfile.open(fileobj=io.BytesIO(content)) as records:
            records.extractall(there, filter="data")


def find_asset(folder: Path, address: str) -> Path | None:
    """Return the file for a CDN's address; missing where no npm package holds it."""
    npm = re.search(r"/npm/(@?[^@]+@[\d.]+)/(.*)$", address)
    if npm:
        found = folder / npm[1] / "package" / npm[2]
    elif "jquery" in address:
        found = folder / "jquery@3.7.1" / "package" / "dist" / "jquery.min.js"
    elif "awesome-markers" in address and address.endswith((".js", ".css")):
        found = folder / "leaflet.awesome-markers@2.0.5" / "package" / "dist" / address.rpartition("/")[2]
    else:
        return None
    return found if found.exists() else None
