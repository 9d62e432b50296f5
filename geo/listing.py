"""Rows → one page of the list of projects, sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.atlas import Atlas
from geo.kinds import kind_of
from geo.places import country_name
from geo.wording import STATUS_WORDS

PAGE_SIZE = 30
ORDERS = {"Name": "name", "Type": "kind", "Status": "status", "Length": "length_km"}


@dataclass(frozen=True)
class Row:
    """One project of the list: its id and what its button says."""

    id: str
    label: str


@dataclass(frozen=True)
class Listing:
    """One page of the list and the number of pages."""

    rows: tuple[Row, ...]
    pages: int


def build_page(atlas: Atlas, shown: npt.NDArray[np.bool_], order: str, page: int) -> Listing:
    """Return a page of the projects shown. Length sorts longest first, sites last."""
    rows = atlas.projects.loc[shown, ["name", "kind", "status", "countries", "length_km"]]
    column = ORDERS[order]
    rows = rows.sort_values([column, "name"], ascending=[column != "length_km", True], na_position="last")
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    start = (min(max(page, 1), pages) - 1) * PAGE_SIZE
    return Listing(
        tuple(Row(str(i), _label(row)) for i, row in rows.iloc[start : start + PAGE_SIZE].iterrows()),
        pages,
    )


def _label(row: pd.Series[Any]) -> str:
    parts = [kind_of(row["kind"]).label, STATUS_WORDS.get(row["status"], "status not stated")]
    parts.append(", ".join(map(country_name, row["countries"])))
    if row["length_km"]:
        parts.append(f"{row['length_km']:,.0f} km drawn")
    return f"{escape_markdown(row['name'])} — {escape_markdown(' · '.join(p for p in parts if p))}"


def escape_markdown(text: str) -> str:
    """Return text that Streamlit's labels, which are Markdown, show as it is."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|$:~^@&" else c for c in text)
