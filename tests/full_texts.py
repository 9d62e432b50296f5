"""Where the full texts of the shipped sources lie, which the project does not carry."""

from __future__ import annotations

import os
from pathlib import Path

_PLACES = (os.environ.get("CORRIDORS_TEXTS"), Path(__file__).parents[2] / "shared" / "seeds")
SHARED_TEXTS = next((Path(place) for place in _PLACES if place and Path(place).is_dir()), None)
"""The folder with the full texts, missing where nobody has them."""
