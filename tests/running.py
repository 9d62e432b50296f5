"""Running the page without a browser, and reading what it shows."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from geo.atlas.opening import open_atlas
from geo.settings import read_settings

PAGE = Path(__file__).resolve().parents[1] / "geo" / "page" / "screen.py"
"""The page's script: on the entry file AppTest would find nothing and pass on anything."""

Open = Callable[..., AppTest]


def opener(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return what runs the page, of a data folder or of the shipped one, with address parameters."""
    monkeypatch.setattr("geo.page.screen.HEAD_START_S", 0)

    def run(data: Path | None = None, **params: str) -> AppTest:
        monkeypatch.delenv("CORRIDORS_SOURCES", raising=False)
        if data is None:
            monkeypatch.delenv("CORRIDORS_DATA", raising=False)
        else:
            monkeypatch.setenv("CORRIDORS_DATA", str(data))
        page = AppTest.from_file(str(PAGE), default_timeout=60)
        for name, value in params.items():
            page.query_params[name] = value
        return checked(page.run())

    return run


def checked(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def count_of(page: AppTest) -> str:
    """The sentence on what is shown: the only text that counts projects."""
    (sentence,) = [t.value for t in page.text if " projects" in t.value[:30] and " of " in t.value[:15]]
    return str(sentence)


def listed(page: AppTest) -> list[str]:
    """What the state that the page sends to the map leaves visible. List and map both show that."""
    bits = zlib.decompress(base64.b64decode(str(state_of(page)["visible"])), -15)
    ids = open_atlas(read_settings()).projects.index
    shown = np.unpackbits(np.frombuffer(bits, dtype=np.uint8))[: len(ids)].astype(bool)
    return sorted(ids[shown])


def card_of(page: AppTest) -> str:
    (card,) = [
        e.proto.body
        for e in page.get("html")
        if e.proto.body.lstrip().startswith('<section class="atlas-card')
    ]
    return str(card)


def says(page: AppTest, *words: str) -> bool:
    """Whether one text of the page holds all of these words."""
    return any(all(word in text.value for word in words) for text in page.text)


def state_of(page: AppTest) -> dict[str, object]:
    """The state that the page sends to the map."""
    (component,) = page.get("component_instance")
    sent = json.loads(component.proto.json_args)["feature_group"]
    state: dict[str, object] = json.loads(re.search(r"atlasController\.apply\((.*)\);", sent)[1])  # type: ignore[index]
    return state
