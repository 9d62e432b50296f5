"""Samples → medians, ratios, the printed table and the page docs/performance.md."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import streamlit

FIGURES = (
    ("load_ms", "map fully drawn", "ms"),
    ("click_ms", "click → words of the source", "ms"),
    ("click_cpu_ms", "server CPU per click", "ms"),
    ("click_bytes", "sent per click", "bytes"),
    ("filter_ms", "filter → map and count right", "ms"),
    ("filter_cpu_ms", "server CPU per filter", "ms"),
    ("filter_bytes", "sent per filter", "bytes"),
    ("geometry_bytes", "first transfer of geometry", "bytes"),
    ("load_bytes", "first transfer, all", "bytes"),
    ("memory_1_mb", "server memory, 1 session", "MB"),
    ("memory_10_mb", "server memory, 10 sessions", "MB"),
    ("memory_30_mb", "server memory, 30 sessions", "MB"),
    ("highlight_frames", "frames until the highlight", "frames"),
    ("highlight_ms", "click → highlight", "ms"),
    ("pan_fps", "panning", "frames/s"),
    ("zoom_fps", "zooming", "frames/s"),
    ("zoom_longest_frame_ms", "longest frame while zooming", "ms"),
    ("messages_while_panning", "messages while panning and zooming", "messages"),
    ("start_s", "start of the server", "s"),
)
APPS = (
    ("atlas", "atlas"),
    ("tutorial", "tutorial app"),
    ("deck", "pydeck"),
    ("floor", "Streamlit floor"),
    ("static", "static Leaflet behind the floor"),
)


@dataclass(frozen=True)
class Bar:
    """One line of what is promised: the figure as measured, the bar, and whether it is kept."""

    figure: str
    at: str
    measured: str
    bar: str
    kept: bool | None


def describe_machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "python": platform.python_version(),
        "streamlit": streamlit.__version__,
        "system": platform.system(),
    }


def median(result: Mapping[str, Any], size: str, who: str, figure: str) -> float | None:
    """The median of the samples; missing where none could be had."""
    samples = result["sizes"].get(size, {}).get("samples", {}).get(who, {}).get(figure, [])
    return statistics.median(samples) if samples else None


def _ratio(above: float | None, below: float | None) -> float | None:
    return above / below if above is not None and below else None


def list_bars(result: Mapping[str, Any]) -> list[Bar]:
    """Set what was measured beside the bars that the map has to keep."""
    bars: list[Bar] = []

    def get(size: str, who: str, figure: str) -> float | None:
        return median(result, size, who, figure)

    def add(figure: str, at: str, value: float | None, limit: float, text: str, least: bool = False) -> None:
        if value is None:
            bars.append(Bar(figure, at, "could not be had", text, None))
            return
        shown = (
            f"1/{1 / value:,.0f}"
            if text.startswith("1/")
            else f"{value:,.2f}"
            if value < 20
            else f"{value:,.0f}"
        )
        bars.append(Bar(figure, at, shown, text, value >= limit if least else value <= limit))

    big = "10000"
    for figure, name, limit in (
        ("click_ms", "click → quotation, against the tutorial app", 100),
        ("filter_ms", "filter → map and count right, against the tutorial app", 15),
        ("load_ms", "map fully drawn, against the tutorial app", 8),
    ):
        value = _ratio(get(big, "atlas", figure), get(big, "tutorial", figure))
        add(name, "10,000", value, 1 / limit, f"1/{limit} or less")
    for size in ("27", big):
        value = _ratio(get(size, "atlas", "click_ms"), get(size, "floor", "click_ms"))
        add("click → full card, against the Streamlit floor", f"{int(size):,}", value, 2, "2 × or less")
    value = _ratio(get(big, "atlas", "click_ms"), get("27", "atlas", "click_ms"))
    add("click → full card, 10,000 against 27", "10,000", value, 1.2, "1.2 × or less")
    for size in ("27", big):
        add(
            "frames until the highlight",
            f"{int(size):,}",
            get(size, "atlas", "highlight_frames"),
            1,
            "the next frame",
        )
    value = _ratio(get("27", "atlas", "load_ms"), get("27", "static", "load_ms"))
    add("map fully drawn, against a static Leaflet page behind the floor", "27", value, 1.3, "1.3 × or less")
    add(
        "first transfer of geometry, MB",
        "10,000",
        _ratio(get(big, "atlas", "geometry_bytes"), 1e6),
        1.5,
        "1.5 or less",
    )
    for figure, name in (("click_bytes", "sent per click, kB"), ("filter_bytes", "sent per filter, kB")):
        add(name, "10,000", _ratio(get(big, "atlas", figure), 1000), 8, "8 or less")
    add("server memory, MB", "10,000", get(big, "atlas", "memory_1_mb"), 350, "350 or less")
    first, last = get(big, "atlas", "memory_1_mb"), get(big, "atlas", "memory_30_mb")
    each = (last - first) / 29 if first is not None and last is not None else None
    add("memory per further session, MB", "10,000", each, 3, "3 or less")
    for figure, name in (("pan_fps", "panning, frames a second"), ("zoom_fps", "zooming, frames a second")):
        add(name, "10,000", get(big, "atlas", figure), 30, "30 or more", least=True)
    add(
        "messages from the server while panning and zooming",
        "10,000",
        get(big, "atlas", "messages_while_panning"),
        0,
        "none",
    )
    return bars


def _cell(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 20 or unit in ("bytes", "frames", "messages") else f"{value:,.1f}"


def build_table(result: Mapping[str, Any]) -> str:
    """Return the bars and all medians as Markdown tables, which a terminal shows as well."""
    lines = ["| figure | routes | measured | bar | kept |", "|---|---|---|---|---|"]
    words = {True: "yes", False: "**no**", None: "**unknown**"}
    lines += [
        f"| {b.figure} | {b.at} | {b.measured} | {b.bar} | {words[b.kept]} |" for b in list_bars(result)
    ]
    for size, content in result["sizes"].items():
        present = [(who, name) for who, name in APPS if content["samples"].get(who)]
        lines += ["", f"### {int(size):,} routes", ""]
        lines += ["| median | unit | " + " | ".join(name for _, name in present) + " |"]
        lines += ["|---|---|" + "---|" * len(present)]
        for figure, name, unit in FIGURES:
            cells = [_cell(median(result, size, who, figure), unit) for who, _ in present]
            if any(cell != "–" for cell in cells):
                lines.append(f"| {name} | {unit} | " + " | ".join(cells) + " |")
        lines += [f"\n{who}: {why}." for who, why in content["missing"].items()]
        for who, name in present:
            presses = content["samples"][who].get("click_missed", [])
            if any(presses):
                lines.append(
                    f"\n{name}: {sum(presses):.0f} of {len(presses)} presses got no answer and are left out."
                )
    return "\n".join(lines)


def write_page(result: Mapping[str, Any], file: Path) -> None:
    """Write docs/performance.md from a finished run."""
    intro = (Path(__file__).parent / "performance.md").read_text(encoding="utf-8")
    machine = result["machine"]
    run = (
        f"Measured on {result['date']}: {machine['cores']} cores, {machine['memory_gib']} GiB, "
        f"{machine['system']}, Python {machine['python']}, Streamlit {machine['streamlit']}, Chromium "
        f"{machine['chromium']} without a GPU; {result['clicks']} clicks and {result['rounds']} loads of each app."
    )
    remark = result.get("remark")
    run = f"{run}\n\n{remark}" if remark else run
    file.write_text(intro.replace("RUN", run).replace("TABLES", build_table(result)) + "\n", encoding="utf-8")
