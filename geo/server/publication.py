"""What is served: one atlas, opened once for all readers and again when a file has changed."""

from __future__ import annotations

import ctypes
import gc
import sys
from functools import lru_cache
from threading import Lock

from geo.atlas.opening import open_atlas
from geo.map.files import FIRST, Publication, publish
from geo.records.opening import read_version
from geo.settings import Settings

_opening = Lock()


def open_publication(settings: Settings) -> Publication:
    """Open the atlas of a data folder and everything that is served of it.

    Shared by all readers of the process, and opened again when a file of the folder has changed.
    """
    with _opening:
        return _open(settings, read_version(settings))


@lru_cache(maxsize=2)
def _open(settings: Settings, version: str) -> Publication:
    del version
    return publish(open_atlas(settings), settings)


def warm(settings: Settings) -> None:
    """Open the atlas and compress what every reader fetches first, before the first reader comes."""
    payloads = open_publication(settings).payloads
    for name in (*FIRST, "map.js", "atlas-page.js"):
        _ = payloads[name].brotli


@lru_cache(maxsize=1)
def settle_memory() -> None:
    """Once all is loaded: give back what opening no longer needs, and let nobody search the rest again.

    Streamlit collects garbage after every run. What is loaded by then stays, so it is set apart:
    a run then costs 30 ms of the processor instead of 120. Elsewhere than on glibc memory is kept.
    """
    gc.collect()
    gc.freeze()
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if give_back is not None:
        give_back(0)
