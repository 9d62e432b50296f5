"""The routes beside the page: what is published is served, compressed and for ever; nothing else is."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.server.publication import Publisher
from geo.server.routes import build_routes, choose_encoding
from geo.settings import read_settings


@pytest.fixture(scope="module")
def publisher():
    return Publisher(read_settings({}))


@pytest.fixture(scope="module")
def publication(publisher):
    return publisher.newest()


@pytest.fixture(scope="module")
def client(publisher):
    return TestClient(Starlette(routes=build_routes(publisher)))


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
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("identity", None),
        ("", None),
        ("deflate", None),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", None),
        ("brown", None),
        ("x-gzip", None),
        ("BR", "br"),
        ("*", "br"),
        ("*, br;q=0", "gzip"),
        ("*;q=0, gzip", "gzip"),
        ("identity;q=0, *", "br"),
        ("identity;q=0.5, gzip;q=0.4", None),
        ("br;q=0.001", "br"),
        ("gzip ; q=0.5 , br ; q=0.7, identity;q=0.1", "br"),
        ("*;q=0", None),
        ("identity;q=0", None),
        ("gzip;q=2", None),
        (";;;", None),
    ],
)
def test_a_file_comes_in_an_encoding_that_the_reader_takes(client, publication, accepted, encoding):
    payload = publication.files["lines-low"]
    answer = client.get(f"/{payload.address}", headers={"accept-encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == encoding
    assert answer.content == payload.plain
    sent = {"br": payload.brotli, "gzip": payload.gzip, None: payload.plain}[encoding]
    assert int(answer.headers["content-length"]) == len(sent)


def test_a_file_may_be_kept_for_ever_but_not_mixed_up(client, publication):
    answer = client.get(f"/{publication.files['index'].address}")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"].lower() == "accept-encoding"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_images_of_the_style_sheet_lie_beside_it(client, publication):
    folder = publication.files["map.css"].address.rpartition("/")[0]
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
    prefix, digest, name = publication.files["index"].address.split("/")
    for address in (f"{prefix}/{digest[::-1]}/{name}", f"{prefix}/{digest}/other.json", f"{prefix}/{digest}"):
        assert client.get(f"/{address}").status_code == 404


def test_nothing_can_be_sent(client, publication):
    address = f"/{publication.files['index'].address}"
    for method in ("POST", "PUT", "DELETE"):
        assert client.request(method, address).status_code == 405
    assert client.head(address).status_code == 200


def test_who_says_nothing_of_encodings_gets_the_plain_file():
    assert choose_encoding(None) == "identity"


def test_an_open_page_finds_its_files_after_a_change(tiny, settings):
    publisher = Publisher(settings)
    client = TestClient(Starlette(routes=build_routes(publisher)))
    project = tiny / "projects" / "old-depot.yaml"
    addresses = []
    for name in ("Old Depot", "Older Depot", "Oldest Depot of all"):
        text = project.read_text(encoding="utf-8")
        project.write_text(
            text.replace(text.partition("name: ")[2].partition("\n")[0], name), encoding="utf-8"
        )
        addresses.append(publisher.newest().files["index"].address)
    answers = [client.get(f"/{address}") for address in addresses]
    assert [answer.status_code for answer in answers] == [404, 200, 200]
    assert "Older Depot" in json.loads(answers[1].content)["names"]
    assert "Oldest Depot of all" in json.loads(answers[2].content)["names"]
