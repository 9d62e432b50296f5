"""The tiny atlas of `tests/tiny_atlas/`: invented texts, and records on them in files like those of `data/`.

After a change of a quotation or a text, seal again: `corridors verify --data tests/tiny_atlas/data
--texts tests/tiny_atlas/texts --seal`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

HOME = Path(__file__).parent / "tiny_atlas"
TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in sorted((HOME / "texts").glob("*.txt"))}
"""The full texts, by the id of their source."""


def write_tiny(folder: Path) -> Path:
    """Copy the tiny atlas to a folder where it can be changed; its sources lie in `sources`."""
    return Path(shutil.copytree(HOME / "data", folder, dirs_exist_ok=True))
