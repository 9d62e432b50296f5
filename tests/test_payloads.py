"""What the browser fetches: small, right, compressed, named by its content, and nothing else."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import brotli
import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.layers import View, build_shell, build_state
from geo.payloads import build_lines, open_publication, publish
from geo.server import build_routes
from geo.settings import read_settings


@pytest.fixture(scope="module")
def publication():
    return open_publication(read_settings({}))


@pytest.fixture(scope="module")
def client(publication):
    return TestClient(Starlette(routes=build_routes(lambda: publication)))


def test_the_full_lines_are_the_curated_ones(shipped):
    lines = json.loads(build_lines(shipped, "high"))
    scale = 10 ** -lines["decimals"]
    curated = {
        tuple(map(tuple, np.round(line.coords, 5))) for line in shipped.features.geometry if line.length
    }
    for _, _, shape, numbers in lines["lines"]:
        assert shape == "L"
        points = np.cumsum(np.array(numbers).reshape(-1, 2), axis=0) * scale
        assert tuple(map(tuple, np.round(points, 5))) in curated


def test_each_compression_gives_the_content_back(publication):
    for payload in publication.payloads.values():
        assert gzip.decompress(payload.gzip) == payload.plain
        assert brotli.decompress(payload.brotli) == payload.plain


def test_an_address_changes_with_the_content_and_only_with_it(publication, shipped):
    again = publish(shipped).payloads
    for name, payload in again.items():
        assert payload.address == publication.payloads[name].address
        assert replace(payload, plain=payload.plain + b" ").address != payload.address


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_files_are_served_compressed_and_for_ever(client, publication, encoding):
    payload = publication.payloads["lines-low"]
    answer = client.get("/" + payload.address, headers={"accept-encoding": encoding})
    assert answer.status_code == 200
    assert answer.content == payload.plain
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/atlas/", "/atlas/0000000000000000/index.json", "/atlas/../pyproject.toml",
                                  "/atlas/%2e%2e/%2e%2e/etc/passwd"])  # fmt: skip
def test_nothing_else_is_served(client, path):
    assert client.get(path).status_code == 404


def test_the_records_can_be_taken_away(publication):
    with ZipFile(BytesIO(publication.payloads["records"].plain)) as archive:
        names = archive.namelist()
    assert "data/projects/cku-railway.yaml" in names and "seeds/asianews-2025-06-26.yaml" in names
    assert not [name for name in names if name.endswith(".txt")]


def test_the_map_needs_no_other_host(publication):
    shell = build_shell(publication)
    links = [address for _, address in (*shell.default_js, *shell.default_css)]
    assert links and all(link.startswith("../../atlas/") for link in links)


def test_a_state_is_small_and_the_shell_is_always_the_same(publication):
    from streamlit_folium import generate_js_hash, generate_leaflet_string

    def shell() -> str:
        made = build_shell(publication)
        made.render()
        return generate_js_hash(generate_leaflet_string(made))

    first = shell()
    for selected in ("cku-railway", None):
        state = build_state(View(np.ones(10_000, dtype=bool), selected=selected, focus="x", palette="dark"))
        assert len(next(iter(state._children.values())).state) < 3000
        assert shell() == first
