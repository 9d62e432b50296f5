"""Documents and their verbatim words: `Source`, `Quote`, whose `Voice` they are, outside `Reference`s."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from geo.records.fields import Country, Id, Published, Record, Text
from geo.records.vocabulary import Known, Nature, PassageRole


class Author(Record):
    """Who wrote a source. `name` is missing where nobody credible is named; `reason` says why."""

    name: Text | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _is_explained(self) -> Self:
        if self.name is None and self.reason is None:
            raise ValueError("without a name, `reason` must say why no author is given")
        return self


class Passage(Record):
    """A stretch of a source's normalised text that is not its running prose.

    `start` and `end` count characters of the normalised text, as a slice does.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    role: PassageRole
    what: Text = Field(description="what it is, in the curator's words; never the text itself")


class SealedText(Record):
    """What makes quotations checkable without the text itself."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    public_key: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]
    words: Annotated[int, Field(gt=0, description="words of the normalised text")]
    passages: tuple[Passage, ...] = ()


class Source(Record):
    """A document that says something: one YAML file in `seeds/`."""

    id: Id
    title: Text
    publisher: Text
    publisher_known: Known = "stated"
    publisher_reason: Text | None = None
    channel: Text | None = Field(default=None, description="through whom the document was read")
    author: Author
    published: Published
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    translated_from: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    nature: Nature
    voice: Text = Field(description="whose voice the document is unless a fact says otherwise")
    address: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")] | None = None
    licence: Text | None = Field(default=None, description="for a data set: its licence")
    caveats: tuple[Text, ...] = ()
    text: SealedText | None = Field(default=None, description="missing for a data set")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.publisher_known == "inferred" and not self.publisher_reason:
            raise ValueError("an inferred publisher needs `publisher_reason`")
        if (self.text is None) != (self.nature == "data-set"):
            raise ValueError("every document but a data set needs `text`; a data set has none")
        return self


class Sic(Record):
    """Words of a quotation that are wrong in the source and stay as they are."""

    words: Text
    note: Text | None = None


class Quote(Record):
    """Verbatim words of a source: a W3C TextQuoteSelector with a seal.

    `prefix` and `suffix` stand directly before and after `exact` and are given where `exact` alone
    is not unique. `start` is the offset of `exact` in the normalised text.
    """

    id: Id
    source: Id
    exact: Text
    prefix: str = ""
    suffix: str = ""
    start: Annotated[int, Field(ge=0)] | None = None
    seal: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{86}==$")] | None = None
    sic: tuple[Sic, ...] = ()

    @property
    def end(self) -> int | None:
        """Offset after the last character of `exact`, missing while the quote is not placed."""
        return None if self.start is None else self.start + len(self.exact)


class OutsideNote(Record):
    """Something that no source of the atlas says, with where it comes from."""

    text: Text
    references: Annotated[tuple[Text, ...], Field(min_length=1)]


class Voice(Record):
    """Who stands behind what sources repeat: one entry of `voices.yaml`.

    A source's `voice` and a fact's `via` name it. Sources that repeat one voice are one witness.
    """

    name: Text
    state: Country | None = Field(
        default=None, description="the country whose state it speaks for; missing for others"
    )
    note: Text | None = None


class Reference(Record):
    """An outside source of coordinates, names and notes, named by the prefix of a reference."""

    prefix: Id
    title: Text
    publisher: Text
    licence: Text
    address: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")] | None = None

    @property
    def is_odbl(self) -> bool:
        """Whether what is made of it is under the Open Database License, as all of OpenStreetMap is."""
        return self.licence.startswith("ODbL")


REFERENCE_PATTERN = re.compile(r"^(?P<prefix>[a-z0-9-]+)(:(?P<rest>.+))?$")
