"""All record files of an atlas in one ZIP file."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from geo.settings import Settings


def zip_records(settings: Settings) -> bytes:
    """Return all record files of an atlas as one ZIP file, the same bytes for the same records."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for folder, name in ((settings.data, "data"), (settings.sources, "seeds")):
            for file in sorted(folder.rglob("*")):
                is_twice = folder == settings.data and file.is_relative_to(settings.sources)
                if file.suffix in (".yaml", ".geojson", ".fgb") and file.is_file() and not is_twice:
                    entry = ZipInfo(f"{name}/{file.relative_to(folder).as_posix()}")
                    entry.compress_type = ZIP_DEFLATED
                    archive.writestr(entry, file.read_bytes())
    return packed.getvalue()
