"""Samples → medians, ratios, the printed table and the page docs/performance.md."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
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
FAILURES = (
    ("load_failed", "loads without an end"),
    ("click_failed", "presses without an answer"),
    ("filter_failed", "filters without an answer"),
)
MORE_IS_BETTER = ("pan_fps", "zoom_fps")
SMALL, BIG = "27", "10000"
LEAST_SAMPLES = 4
"""With fewer nothing is said on noise."""
Get = Callable[[str, str, str], float | None]
"""A median by size, app and figure."""
APPS = (
    ("atlas", "atlas"),
    ("before", "before"),
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


def _bar(figure: str, at: str, value: float | None, limit: float, text: str, least: bool = False) -> Bar:
    """Judge a value by its limit; `text` says the limit, as a fraction where the value is one."""
    if value is None:
        return Bar(figure, at, "could not be had", text, None)
    if text.startswith("1/"):
        shown = f"1/{1 / value:,.0f}"
    else:
        shown = f"{value:,.2f}" if value < 20 else f"{value:,.0f}"
    return Bar(figure, at, shown, text, value >= limit if least else value <= limit)


def list_bars(result: Mapping[str, Any]) -> list[Bar]:
    """Set what was measured beside the bars that the map has to keep."""

    def get(size: str, who: str, figure: str) -> float | None:
        return median(result, size, who, figure)

    unanswered = float(count_unanswered(result, "atlas"))
    return [
        *_bars_against_peers(get),
        *_bars_of_the_atlas(get),
        _bar("loads, presses and filters without an answer", "all", unanswered, 0, "none"),
    ]


def _bars_against_peers(get: Get) -> Iterator[Bar]:
    for figure, name, limit in (
        ("click_ms", "click → quotation, against the tutorial app", 100),
        ("filter_ms", "filter → map and count right, against the tutorial app", 15),
        ("load_ms", "map fully drawn, against the tutorial app", 8),
    ):
        value = _ratio(get(BIG, "atlas", figure), get(BIG, "tutorial", figure))
        yield _bar(name, "10,000", value, 1 / limit, f"1/{limit} or less")
    for size in (SMALL, BIG):
        value = _ratio(get(size, "atlas", "click_ms"), get(size, "floor", "click_ms"))
        yield _bar(
            "click → full card, against the Streamlit floor", f"{int(size):,}", value, 2, "2 × or less"
        )
    value = _ratio(get(SMALL, "atlas", "load_ms"), get(SMALL, "static", "load_ms"))
    name = "map fully drawn, against a static Leaflet page behind the floor"
    yield _bar(name, SMALL, value, 1.3, "1.3 × or less")


def _bars_of_the_atlas(get: Get) -> Iterator[Bar]:
    def at(figure: str) -> float | None:
        return get(BIG, "atlas", figure)

    value = _ratio(at("click_ms"), get(SMALL, "atlas", "click_ms"))
    yield _bar("click → full card, 10,000 against 27", "10,000", value, 1.2, "1.2 × or less")
    for size in (SMALL, BIG):
        value = get(size, "atlas", "highlight_frames")
        yield _bar("frames until the highlight", f"{int(size):,}", value, 1, "the next frame")
    value = _ratio(at("geometry_bytes"), 1e6)
    yield _bar("first transfer of geometry, MB", "10,000", value, 1.5, "1.5 or less")
    for figure, name in (("click_bytes", "sent per click, kB"), ("filter_bytes", "sent per filter, kB")):
        yield _bar(name, "10,000", _ratio(at(figure), 1000), 8, "8 or less")
    first, last = at("memory_1_mb"), at("memory_30_mb")
    yield _bar("server memory, MB", "10,000", first, 350, "350 or less")
    each = (last - first) / 29 if first is not None and last is not None else None
    yield _bar("memory per further session, MB", "10,000", each, 3, "3 or less")
    for figure, name in (("pan_fps", "panning, frames a second"), ("zoom_fps", "zooming, frames a second")):
        yield _bar(name, "10,000", at(figure), 30, "30 or more", least=True)
    name = "messages from the server while panning and zooming"
    yield _bar(name, "10,000", at("messages_while_panning"), 0, "none")


def count_unanswered(result: Mapping[str, Any], who: str) -> int:
    """How many loads, presses and filters of an app failed, at all sizes."""
    return sum(
        int(sum(content["samples"].get(who, {}).get(figure, ())))
        for content in result["sizes"].values()
        for figure, _ in FAILURES
    )


def _shown(value: float, unit: str) -> str:
    return f"{value:,.0f}" if value >= 20 or unit in ("bytes", "frames", "messages") else f"{value:,.1f}"


def _middle_half(samples: Sequence[float]) -> tuple[float, float]:
    """The first and the third quartile."""
    first, _, third = statistics.quantiles(samples, n=4, method="inclusive")
    return first, third


def _cell(samples: Sequence[float], unit: str, has_spread: bool) -> str:
    if not samples:
        return "–"
    shown = _shown(statistics.median(samples), unit)
    if not has_spread or len(samples) < LEAST_SAMPLES:
        return shown
    first, third = _middle_half(samples)
    return f"{shown} ({_shown(first, unit)}–{_shown(third, unit)})"


def _change(now: Sequence[float], before: Sequence[float], figure: str) -> str:
    """By how much the median has changed; beyond the noise if the middle halves do not overlap."""
    if not now or not before or not statistics.median(before):
        return "–"
    share = statistics.median(now) / statistics.median(before) - 1
    shown = f"{share:+.0%}"
    if min(len(now), len(before)) < LEAST_SAMPLES:
        return shown
    (low, high), (low_before, high_before) = _middle_half(now), _middle_half(before)
    if low <= high_before and low_before <= high:
        return f"{shown}, within the noise"
    return shown if (share > 0) == (figure in MORE_IS_BETTER) else f"**{shown}, slower or more**"


def _size_table(samples: Mapping[str, Mapping[str, Sequence[float]]]) -> list[str]:
    """Medians of all apps, and what failed; beside another checkout with spread and change."""
    present = [(who, name) for who, name in APPS if samples.get(who)]
    compared = "before" in samples
    heads = [*(name for _, name in present), *(["change"] if compared else [])]
    lines = ["| median | unit | " + " | ".join(heads) + " |", "|---|---|" + "---|" * len(heads)]
    for figure, name, unit in FIGURES:
        found = {who: samples[who].get(figure, ()) for who, _ in present}
        if not any(found.values()):
            continue
        cells = [_cell(found[who], unit, compared and who in ("atlas", "before")) for who, _ in present]
        cells += [_change(found["atlas"], found["before"], figure)] if compared else []
        lines.append(f"| {name} | {unit} | " + " | ".join(cells) + " |")
    for figure, name in FAILURES:
        tries = [samples[who].get(figure, ()) for who, _ in present]
        cells = [f"**{sum(t):.0f}** of {len(t)}" if sum(t) else f"0 of {len(t)}" if t else "–" for t in tries]
        lines.append(f"| {name} | failed | " + " | ".join([*cells, *(["–"] if compared else [])]) + " |")
    return lines


def build_table(result: Mapping[str, Any]) -> str:
    """Return the bars and all medians as Markdown tables, which a terminal shows as well."""
    lines = ["| figure | routes | measured | bar | kept |", "|---|---|---|---|---|"]
    words = {True: "yes", False: "**no**", None: "**unknown**"}
    lines += [
        f"| {b.figure} | {b.at} | {b.measured} | {b.bar} | {words[b.kept]} |" for b in list_bars(result)
    ]
    for size, content in result["sizes"].items():
        lines += ["", f"### {int(size):,} routes", "", *_size_table(content["samples"])]
        lines += [f"\n{who}: {why}." for who, why in content["missing"].items()]
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
