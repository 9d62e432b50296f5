"""The routes beside the page: what is published is served, compressed and for ever; nothing else is."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.map.files import publish
from geo.server.publication import open_publication
from geo.server.routes import build_routes


@pytest.fixture(scope="module")
def publication(shipped):
    return publish(shipped)


@pytest.fixture(scope="module")
def client(publication):
    return TestClient(Starlette(routes=build_routes(lambda: publication)))


def test_every_published_file_is_served(client, publication):
    assert len(publication.by_address) > 15
    for address, payload in publication.by_address.items():
        answer = client.get(f"/{address}")
        assert answer.status_code == 200
        assert answer.content == payload.plain
        assert answer.headers["content-type"].partition(";")[0] == payload.media_type


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("identity", None),
        ("", None),
        ("deflate", None),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", None),
        ("brown", None),
    ],
)
def test_a_file_comes_in_an_encoding_that_the_reader_takes(client, publication, accepted, encoding):
    payload = publication.payloads["lines-low"]
    answer = client.get(f"/{payload.address}", headers={"accept-encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == encoding
    assert answer.content == payload.plain
    sent = {"br": payload.brotli, "gzip": payload.gzip, None: payload.plain}[encoding]
    assert int(answer.headers["content-length"]) == len(sent)


def test_a_file_may_be_kept_for_ever_but_not_mixed_up(client, publication):
    answer = client.get(f"/{publication.payloads['index'].address}")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"].lower() == "accept-encoding"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_images_of_the_style_sheet_lie_beside_it(client, publication):
    folder = publication.payloads["map.css"].address.rpartition("/")[0]
    answer = client.get(f"/{folder}/images/layers.png")
    assert answer.status_code == 200 and answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    [
        "/atlas",
        "/atlas/",
        "/atlas/0000000000000000/index.json",
        "/atlas/../pyproject.toml",
        "/atlas/%2e%2e/pyproject.toml",
        "/atlas/%2e%2e/%2e%2e/etc/passwd",
        "/atlas/..%2f..%2fetc%2fpasswd",
        "/atlas//etc/passwd",
        "/atlas/\\..\\pyproject.toml",
        "/atlas/%00",
        "/pyproject.toml",
        "/data/about.yaml",
    ],
)
def test_nothing_else_is_served(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")
    assert b"project" not in answer.content


def test_a_wrong_hash_or_name_is_not_found(client, publication):
    prefix, digest, name = publication.payloads["index"].address.split("/")
    for address in (f"{prefix}/{digest[::-1]}/{name}", f"{prefix}/{digest}/other.json", f"{prefix}/{digest}"):
        assert client.get(f"/{address}").status_code == 404


def test_nothing_can_be_sent(client, publication):
    address = f"/{publication.payloads['index'].address}"
    for method in ("POST", "PUT", "DELETE"):
        assert client.request(method, address).status_code == 405
    assert client.head(address).status_code == 200


def test_an_old_address_is_gone_when_the_records_have_changed(tiny, settings):
    client = TestClient(Starlette(routes=build_routes(lambda: open_publication(settings))))
    before = open_publication(settings).payloads["index"].address
    assert client.get(f"/{before}").status_code == 200
    project = tiny / "projects" / "old-depot.yaml"
    project.write_text(
        project.read_text(encoding="utf-8").replace("Old Depot", "Older Depot"), encoding="utf-8"
    )
    after = open_publication(settings).payloads["index"].address
    assert client.get(f"/{before}").status_code == 404
    assert "Older Depot" in json.loads(client.get(f"/{after}").content)["names"]
