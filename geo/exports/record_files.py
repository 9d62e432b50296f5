"""All record files of an atlas in one ZIP file, with a README.txt that says what is under which licence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from geo.settings import Settings
from geo.wording.catalogue import Words


def zip_records(settings: Settings, words: Words) -> bytes:
    """Return all record files of an atlas as one ZIP file, the same bytes for the same records."""
    files = dict(_record_files(settings))
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        if files:
            archive.writestr(_entry("README.txt"), describe_licences(files, words))
        for name, file in files.items():
            archive.writestr(_entry(name), file.read_bytes())
    return packed.getvalue()


def _record_files(settings: Settings) -> Iterator[tuple[str, Path]]:
    for folder, name in ((settings.data, "data"), (settings.sources, "seeds")):
        for file in sorted(folder.rglob("*")):
            is_twice = folder == settings.data and file.is_relative_to(settings.sources)
            if file.suffix in (".yaml", ".geojson", ".fgb") and file.is_file() and not is_twice:
                yield f"{name}/{file.relative_to(folder).as_posix()}", file


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def describe_licences(names: Iterable[str], words: Words) -> str:
    """Return the text of README.txt: each licence with its credit, and the files that are under it."""
    listed: dict[str, list[str]] = {"curated": [], "odbl": [], "imported": []}
    for name in names:
        listed[_licence_of(name)].append(name)
    parts = [words.say("readme.title"), words.say("readme.all")]
    for licence, files in listed.items():
        if files:
            parts.append("\n".join([words.say(f"readme.{licence}"), "", *(f"  {name}" for name in files)]))
    return "\n\n".join(parts) + "\n"


def _licence_of(name: str) -> str:
    if name.startswith("data/geometry/odbl/"):
        return "odbl"
    return "imported" if name.endswith(".fgb") else "curated"
