"""Normalising texts; finding, sealing and checking verbatim quotes.

A seal is an Ed25519 signature over source id, offset and words. The private key is derived from the
normalised text itself, so only somebody who holds the text can make a seal, and anybody who holds
the source's record can check one. See docs/sealed-quotations.md.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from rapidfuzz import fuzz

from geo.errors import QuoteNotFound
from geo.records.sources import Passage, Quote, SealedText

_KEY_PREFIX = b"corridor-atlas/quote-key/1\n"
_SEAL_PREFIX = b"corridor-atlas/quote-seal/1\n"


def normalise(text: str) -> str:
    """Return Unicode NFC with every run of white space folded to one space.

    Case, quotation marks and punctuation stay as they are. A leading byte order mark goes.
    """
    return " ".join(unicodedata.normalize("NFC", text.removeprefix("\ufeff")).split())


def hash_text(text: str) -> str:
    """Return the SHA-256 of the normalised text, in hex."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def _private_key(text: str) -> Ed25519PrivateKey:
    seed = hashlib.sha256(_KEY_PREFIX + normalise(text).encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def describe_text(text: str, passages: Iterable[Passage] = ()) -> SealedText:
    """Return what a source's record publishes of its text: hash, public key, number of words."""
    public = _private_key(text).public_key().public_bytes_raw()
    return SealedText(
        sha256=hash_text(text),
        public_key=base64.b64encode(public).decode(),
        words=len(normalise(text).split()),
        passages=tuple(passages),
    )


def _message(quote: Quote) -> bytes:
    words = [quote.source, quote.start, quote.prefix, quote.exact, quote.suffix]
    return _SEAL_PREFIX + json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()


def find_quote(text: str, quote: Quote) -> int:
    """Return the offset of a quote's words in the normalised text.

    Raises `QuoteNotFound` where they do not stand there or, with prefix and suffix, more than once.
    """
    whole = normalise(text)
    needle = quote.prefix + quote.exact + quote.suffix
    first = whole.find(needle)
    if first < 0:
        raise QuoteNotFound(
            f'quotes words that do not stand in {quote.source}: "{quote.exact}"',
            nearest_passage(whole, quote.exact),
        )
    if whole.find(needle, first + 1) >= 0:
        raise QuoteNotFound(f'quotes words that stand more than once: "{quote.exact}"')
    return first + len(quote.prefix)


def find_words(words: str, exact: str) -> int:
    """Return where a quotation has words as whole words, -1 if it does not.

    "33" is not found in "433-kilometer", nor "400 MW" in "1,400 MW", nor "US$3" in "US$3.1 billion".
    """
    start = r"(?<![\w])(?<!\d[.,])" if words[:1].isalnum() else ""
    end = r"(?!\w)(?![.,]\d)" if words[-1:].isalnum() else ""
    found = re.search(f"{start}{re.escape(words)}{end}", exact)
    return found.start() if found else -1


def nearest_passage(whole: str, words: str) -> str:
    """Return the passage of a normalised text that resembles the words most, empty if none does."""
    aligned = fuzz.partial_ratio_alignment(words, whole, score_cutoff=60)
    return "" if aligned is None else whole[aligned.dest_start : aligned.dest_end]


def seal_quote(text: str, quote: Quote) -> Quote:
    """Return the quote placed and sealed with the text in hand. Raises `QuoteNotFound`."""
    placed = quote.model_copy(update={"start": find_quote(text, quote), "seal": None})
    signature = _private_key(text).sign(_message(placed))
    return placed.model_copy(update={"seal": base64.b64encode(signature).decode()})


def is_sealed(quote: Quote, text: SealedText) -> bool:
    """Tell whether a quote's seal fits its source, offset and words, without the text."""
    if quote.seal is None or quote.start is None:
        return False
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(text.public_key))
    try:
        key.verify(base64.b64decode(quote.seal), _message(quote))
    except InvalidSignature:
        return False
    return True


def role_of(quote: Quote, text: SealedText | None) -> str:
    """Return the role of the passage that a quote touches, `body` where it is running prose."""
    if text is None or quote.start is None or quote.end is None:
        return "body"
    for passage in text.passages:
        if quote.start < passage.end and passage.start < quote.end:
            return passage.role
    return "body"


def quoted_words(quotes: Iterable[Quote]) -> int:
    """Count the words of one source's text that its quotes cover, overlaps counted once."""
    covered: set[tuple[int, str]] = set()
    for quote in quotes:
        position = quote.start or 0
        for word in quote.exact.split(" "):
            covered.add((position, word))
            position += len(word) + 1
    return len({position for position, _ in covered})
