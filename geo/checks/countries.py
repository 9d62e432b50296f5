"""Words and names → countries, by ISO 3166-1 alpha-2 code."""

from __future__ import annotations

import re
from functools import lru_cache

import pycountry
from babel import Locale

from geo.errors import ReadingError

_DEMONYMS = {
    "chinese": "CN",
    "kazakh": "KZ",
    "kyrgyz": "KG",
    "uzbek": "UZ",
    "tajik": "TJ",
    "turkmen": "TM",
    "sino": "CN",
    "russian": "RU",
    "afghan": "AF",
    "xinjiang": "CN",
}


def read_country(words: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of the one country that the words name."""
    codes = set()
    for name, code in _country_names().items():
        if re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE):
            codes.add(code)
    if len(codes) != 1:
        raise ReadingError(f'{"no" if not codes else "more than one"} country in "{words}"')
    return codes.pop()


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    names = {}
    for country in pycountry.countries:
        names[getattr(country, "common_name", country.name).split(",")[0]] = country.alpha_2
    return names | _DEMONYMS


def is_country(code: str) -> bool:
    """Tell whether a code is an ISO 3166-1 alpha-2 code in use, in capitals as the norm writes it."""
    found = pycountry.countries.get(alpha_2=code)
    return found is not None and found.alpha_2 == code


@lru_cache(maxsize=4096)
def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code for a country's name or code; missing where unknown."""
    try:
        return str(pycountry.countries.lookup(name).alpha_2)
    except LookupError:
        return _by_common_name().get(name.casefold())


@lru_cache(maxsize=1)
def _by_common_name() -> dict[str, str]:
    """Names that ISO 3166 does not list: Unicode's English ones, such as "Russia" or "Türkiye"."""
    named = Locale("en").territories
    return {named[c.alpha_2].casefold(): c.alpha_2 for c in pycountry.countries if c.alpha_2 in named}
