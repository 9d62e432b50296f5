"""Record files: strict YAML in, canonical YAML and GeoJSON out, so that a diff shows only meaning."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from geo.records.projects import Feature


class StrictLoader(yaml.CSafeLoader):
    """YAML without surprises: a duplicate key is an error."""


def _mapping_without_repeats(loader: StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"duplicate key {key!r}", node.start_mark)
    return dict(loader.construct_mapping(node, deep=True))


StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_repeats)


class _Dumper(yaml.SafeDumper):
    """Lists are indented below their key; text that spans lines stays readable."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        return super().increase_indent(flow, False)


def _as_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Text with line breaks that YAML would fold is written with escapes, so that it comes back."""
    style = '"' if re.search("[\x85\u2028\u2029\r\n]", text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _as_text)


def dump_record(record: BaseModel) -> dict[str, Any]:
    """Return a record's keys in the order of its model, without those that say nothing."""
    return record.model_dump(mode="json", exclude_defaults=True)


def write_yaml(file: Path, content: Any) -> None:
    """Write YAML canonically: UTF-8, block style, at most 100 columns where words allow."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dump_yaml(content), encoding="utf-8")


def dump_yaml(content: Any) -> str:
    """Return content as the YAML that this project writes."""
    return str(yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96))


def write_records(file: Path, records: Iterable[Any]) -> None:
    """Write a list of records with ids to one file, sorted by id."""
    write_yaml(file, [dump_record(r) for r in sorted(records, key=lambda record: record.id)])


def write_features(file: Path, features: Sequence[Feature]) -> None:
    """Write features as RFC 7946 GeoJSON: five decimals, a position and a waypoint on one line."""
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": feature.id,
                "properties": dump_record(feature.properties),
                "geometry": {
                    "type": feature.geometry["type"],
                    "coordinates": _rounded(feature.geometry["coordinates"]),
                },
            }
            for feature in features
        ],
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    text = re.sub(r"\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]", r"[\1, \2]", text)
    text = re.sub(
        r'\{\s+"name": ("(?:[^"\\]|\\.)*"),\s+"reference": ("(?:[^"\\]|\\.)*")\s+\}',
        r'{"name": \1, "reference": \2}',
        text,
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, int | float):
        return round(float(coordinates), 5)
    return [_rounded(part) for part in coordinates]


def read_texts(folder: Path, hashes: Mapping[str, str], hash_of: Any) -> dict[str, str]:
    """Return the full texts in a folder by source id, matched by the hash of their content.

    `hashes` maps a text's hash to its source's id; files that match none are left out.
    """
    texts = {}
    for file in sorted(folder.glob("*.txt")):
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # no text of ours: they are UTF-8
        source = hashes.get(hash_of(text))
        if source is not None:
            texts[source] = text
    return texts
