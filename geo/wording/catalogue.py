"""`Words`: every sentence that a reader sees, in one language, from a gettext catalogue.

`locale/LANGUAGE/LC_MESSAGES/atlas.po` holds one entry for each message. The id says where it is used
(`card.status.reported`), the translation is the text itself, with parameters in braces: `{name}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from geo.errors import UnknownMessage

LOCALES = Path(__file__).parent / "locale"
DEFAULT_LANGUAGE = "en"
_LOCALE_OF = {"en": "en_GB"}
"""Where numbers and dates of a language follow a country: 29 April 2025."""
_MOST_SAMPLED = 200
"""Numbers up to this are tried to find the plural form of each CLDR category; no language needs more."""

Table = dict[str, str | dict[str, str]]


@dataclass(frozen=True, eq=False)
class Words:
    """The messages of one language. `locale` is the Unicode locale that numbers and dates follow.

    `say`, `count` and `name` raise `UnknownMessage` for an id that the catalogue lacks and `KeyError`
    for a parameter that the message needs and was not given.
    """

    language: str
    locale: Locale
    catalogue: Catalog

    def say(self, message: str, /, **parameters: object) -> str:
        """Return a message with its parameters filled in."""
        text = self._text_of(message)
        assert isinstance(text, str), f"{message} has plural forms: count it"
        return text.format(**parameters)

    def count(self, message: str, number: float, /, **parameters: object) -> str:
        """Return the plural form of a message that fits a number, which fills `{number}` by locale."""
        forms = self._text_of(message)
        assert isinstance(forms, tuple), f"{message} has no plural forms: say it"
        form = forms[self._form_of[self.locale.plural_form(number)]]
        return form.format(number=self.number(number), **parameters)

    def name(self, vocabulary: str, code: str) -> str:
        """Return the name of a code of a vocabulary: ("status", "construction") → "under construction"."""
        return self.say(f"{vocabulary}.{code}")

    def knows(self, message: str) -> bool:
        """Tell whether the catalogue has a message."""
        return message in self._texts

    def number(self, value: float) -> str:
        """Return a number with the separators of the locale, all of its digits kept."""
        pattern = self.locale.decimal_formats[None]
        return str(pattern.apply(value, self.locale, decimal_quantization=False))

    def decimal(self, value: float, places: int) -> str:
        """Return a number with so many decimals: 1 → 1.00."""
        return str(format_decimal(value, f"#,##0.{'0' * places}", self.locale))

    def percent(self, share: float) -> str:
        """Return a share of one in whole per cent: 0.453 → 45%."""
        pattern = self.locale.percent_formats[None]
        rounded = Decimal(f"{share:.2f}")
        return str(pattern.apply(rounded, self.locale, decimal_quantization=False))

    def table(self, *prefixes: str) -> Table:
        """Return the messages whose ids begin with one of the prefixes, for the browser.

        A counted message is a table of its own: text by CLDR plural category.
        """
        chosen = [m for m in self.catalogue if isinstance(m.id, str | tuple) and m.id]
        return {id_of(m): self._for_browser(m) for m in chosen if id_of(m).startswith(prefixes)}

    def _for_browser(self, message: Message) -> str | dict[str, str]:
        text = message.string or ""
        if isinstance(text, str):
            return text
        return {category: text[form] for category, form in self._form_of.items()}

    def _text_of(self, message: str) -> str | tuple[str, ...]:
        try:
            return self._texts[message]
        except KeyError:
            raise UnknownMessage(f"the catalogue of {self.language} has no message {message!r}") from None

    @cached_property
    def _texts(self) -> Mapping[str, str | tuple[str, ...]]:
        """Text, or the texts of the plural forms, by id. Babel's own look-up parses the id each time."""
        found = ((entry, entry.string) for entry in self.catalogue if entry.id)
        return {id_of(entry): s if isinstance(s, str) else tuple(s) for entry, s in found if s}

    @cached_property
    def _form_of(self) -> Mapping[str, int]:
        """The plural form of the catalogue for each CLDR category of the locale."""
        rule = c2py(self.catalogue.plural_expr)
        found: dict[str, int] = {}
        for number in range(_MOST_SAMPLED):
            found.setdefault(self.locale.plural_form(number), rule(number))
        return found


def id_of(message: Message) -> str:
    """Return the id of a message, which a counted one has twice."""
    return message.id if isinstance(message.id, str) else message.id[0]


@lru_cache(maxsize=8)
def open_words(language: str = DEFAULT_LANGUAGE) -> Words:
    """Read the catalogue of a language. Raises `UnknownMessage` where there is none."""
    file = LOCALES / language / "LC_MESSAGES" / "atlas.po"
    if not file.is_file():
        raise UnknownMessage(f"there is no catalogue for the language {language!r}: {languages()} have one")
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=language)
    return Words(language, Locale.parse(_LOCALE_OF.get(language, language)), catalogue)


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, by ISO 639-1 code."""
    return tuple(sorted(file.parts[-3] for file in LOCALES.glob("*/LC_MESSAGES/atlas.po")))
