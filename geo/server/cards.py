"""Cards by request: one for all readers who ask for the same, for as long as the records stay the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from geo.atlas.atlas import Atlas
from geo.atlas.dossier import place_subject
from geo.card.card import CardRequest, card_html
from geo.errors import GeoError
from geo.server.publication import Publication
from geo.wording.catalogue import open_words

KEPT_CARDS = 256
"""Cards that are kept of a publication. A card is some 10 to 100 kB of HTML."""


class NoCard(GeoError):
    """A subject that has no card, or had none yet on the day that is asked for."""


def card_at(publication: Publication, request: CardRequest) -> str:
    """Return a card as HTML. Raises `NoCard`."""
    return _cards_of(publication)(request)


@lru_cache(maxsize=2)
def _cards_of(publication: Publication) -> Callable[[CardRequest], str]:
    return lru_cache(maxsize=KEPT_CARDS)(lambda request: _build(publication, request))


def _build(publication: Publication, request: CardRequest) -> str:
    atlas = publication.atlas_on(request.as_of)
    if not _has_card(atlas, request.subject):
        raise NoCard(request.subject)
    decided = publication.files["how-we-decide"].address
    return card_html(atlas, request, open_words(request.language), decided=decided)


def _has_card(atlas: Atlas, subject: str) -> bool:
    subject_type, _, subject_id = subject.partition(":")
    if subject_type != "project":
        return place_subject(atlas, subject_id) == subject
    try:
        atlas.project(subject_id)
    except KeyError:
        return False
    return subject_id in atlas.projects.index
