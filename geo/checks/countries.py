"""Countries by code: their names in plain English (Unicode CLDR, by way of Babel)."""

from __future__ import annotations

from functools import lru_cache

import pycountry
from babel import Locale

REGION_NAMES = {"central-asia": "Central Asia"}


@lru_cache(maxsize=512)
def country_name(code: str, language: str = "en") -> str:
    """Return a country's common name; the code itself where nobody knows it."""
    return str(Locale(language).territories.get(code, code))


def is_country(code: str) -> bool:
    """Tell whether a code is an ISO 3166-1 alpha-2 code in use."""
    return len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None
