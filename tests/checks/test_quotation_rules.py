"""Quotations stand verbatim in the full texts, are placed and sealed, and are a part of them only."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from breaking import LETTER, LETTER_QUOTES, QUOTES, change, read_json, run, validate, verify
from counterexamples.texts import BREAKS
from tiny import TEXTS

from geo.checks.quotation_rules import (
    QUOTED_SHARE,
    TEXT_AT_HAND,
    TEXT_HASH,
    TEXT_RECORD,
    check_quote,
    check_quoted_shares,
    check_texts,
    check_texts_at_hand,
)
from geo.records.curated import read_curated
from geo.records.sources import Passage


def test_verify_finds_every_quotation(tiny, texts):
    assert verify(tiny, texts) == (0, "7 quotations stand verbatim in 2 texts.\n")


@pytest.mark.parametrize(("rule", "spoil", "file", "record"), BREAKS)
def test_one_bad_change_is_found_with_the_texts(tiny, texts, rule, spoil, file, record):
    spoil(tiny, texts)
    code, problems = read_json(run("verify", "--texts", str(texts), "--data", str(tiny), "--json"))
    assert code == 1
    said = re.escape(rule.says.partition("{")[0])
    named = [p for p in problems if (p["file"], p["record"], p["rule"]) == (file, record, rule.id)]
    assert [p for p in named if re.match(said, p["message"])]


def test_verify_shows_the_nearest_passage(tiny, texts):
    change(tiny / QUOTES, "3 tunnels", "4 tunnels")
    assert 'nearest: "The spur has 3 tunnels and cost 1.5 billion yuan' in verify(tiny, texts)[1]


def test_verify_names_words_that_stand_twice(tiny, texts):
    change(tiny / LETTER_QUOTES, "exact: It cost over billion yuan.", "exact: the parrot")
    assert "[verbatim] quotes words that stand more than once" in verify(tiny, texts)[1]


def test_verify_names_a_wrong_offset(tiny, texts):
    change(tiny / QUOTES, "start: 38", "start: 39")
    assert "[verbatim] stands at 38, not at 39" in verify(tiny, texts)[1]


def test_verify_compares_the_whole_text_record(tiny, texts):
    change(tiny / LETTER, r"words: \d+", "words: 9999")
    assert "[text-record] `words` is not what the text gives" in verify(tiny, texts)[1]


def test_another_text_is_not_taken_for_the_source(tiny):
    records, _ = read_curated(tiny, tiny / "sources")
    (problem,) = check_texts(records, {"letter": TEXTS["letter"] + "More."})
    assert (problem.file, problem.record, problem.rule) == (LETTER, "letter", TEXT_HASH)


def test_any_other_file_may_lie_beside_the_texts(tiny, texts):
    (texts / "another.txt").write_text("Another text.", encoding="utf-8")
    (texts / "latin.txt").write_bytes(b"caf\xe9")
    assert verify(tiny, texts)[0] == 0


def test_a_new_quotation_is_placed_and_sealed(tiny, texts):
    quotes = tiny / LETTER_QUOTES
    text = quotes.read_text(encoding="utf-8")
    quotes.write_text(re.sub(r"\n +(seal|start): .*", "", text), encoding="utf-8")
    assert validate(tiny)[0] == 1
    assert verify(tiny, texts, "--seal")[0] == 0
    assert quotes.read_text(encoding="utf-8") == text


def test_words_that_are_not_in_the_text_are_not_sealed(tiny, texts):
    change(tiny / QUOTES, "3 tunnels", "4 tunnels")
    before = {file: file.read_bytes() for file in sorted(tiny.rglob("*.yaml"))}
    code, output = verify(tiny, texts, "--seal")
    assert code == 1
    assert "hg-tunnels" in output
    assert {file: file.read_bytes() for file in sorted(tiny.rglob("*.yaml"))} == before


def test_sealing_loses_no_record(tiny, texts):
    change(tiny / QUOTES, "exact: Ministers", "exakt: Ministers")
    before = (tiny / QUOTES).read_text(encoding="utf-8")
    code, output = verify(tiny, texts, "--seal")
    assert code == 1
    assert "`exakt`" in output
    assert (tiny / QUOTES).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(("words", "is_too_much"), [(101, False), (100, True), (99, True)])
def test_two_fifths_are_too_much(tiny, words, is_too_much):
    """Of 100 words 40 are too many, of 101 they are not."""
    records, _ = read_curated(tiny, tiny / "sources")
    letter = records.source_by_id["letter"]
    quote = records.quote_by_id["letter-cost"].model_copy(
        update={"exact": " ".join(["word"] * 40), "start": 0}
    )
    source = letter.model_copy(update={"text": letter.text.model_copy(update={"words": words})})
    problems = list(check_quoted_shares(type(records)(sources=(source,), quotes=(quote,))))
    assert [problem.rule for problem in problems] == [QUOTED_SHARE] * is_too_much


def test_only_the_texts_at_hand_are_compared(tiny):
    records, _ = read_curated(tiny, tiny / "sources")
    assert list(check_texts(records, {})) == []
    unplaced = tuple(quote.model_copy(update={"start": None}) for quote in records.quotes)
    assert list(check_texts(replace(records, quotes=unplaced), TEXTS)) == []


def test_a_text_that_is_not_at_hand_is_named_and_a_data_set_has_none(tiny, tmp_path):
    records, _ = read_curated(tiny, tiny / "sources")
    letter, gazette = records.source_by_id["letter"], records.source_by_id["harbour-gazette"]
    some = replace(records, sources=(letter, gazette.model_copy(update={"text": None})))
    (problem,) = check_texts_at_hand(some, set(), tmp_path)
    assert (problem.record, problem.rule, str(tmp_path) in problem.message) == ("letter", TEXT_AT_HAND, True)
    assert list(check_texts_at_hand(some, {"letter"}, tmp_path)) == []
    assert list(check_texts(some, {"harbour-gazette": "Another text."})) == []


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("caption", []),
        ("headline", []),
        ("byline", []),
        ("link-headline", ["quotes link headline, which is no evidence"]),
        ("furniture", ["quotes furniture, which is no evidence"]),
    ],
)
def test_a_passage_is_evidence_by_its_role(tiny, role, told):
    records, _ = read_curated(tiny, tiny / "sources")
    letter, quote = records.source_by_id["letter"], records.quote_by_id["letter-length"]
    passage = Passage(start=quote.start, end=quote.end, role=role, what="x")
    text = letter.text.model_copy(update={"passages": (passage,)})
    some = replace(records, sources=(letter.model_copy(update={"text": text}),))
    assert [problem.message for problem in check_quote(some, quote)] == told


def test_a_quotation_of_a_data_set_has_no_seal(tiny):
    records, _ = read_curated(tiny, tiny / "sources")
    letter = records.source_by_id["letter"].model_copy(update={"text": None})
    some = replace(records, sources=(letter,))
    bare = records.quote_by_id["letter-length"].model_copy(update={"seal": None, "start": None})
    assert list(check_quote(some, bare)) == [] == list(check_quoted_shares(some))


def test_what_needs_no_check_does_not_end_the_checks_of_others(tiny):
    """A data set and a text that is not at hand, or another one, stand before a source with a fault."""
    records, _ = read_curated(tiny, tiny / "sources")
    gazette, letter = records.source_by_id["harbour-gazette"], records.source_by_id["letter"]
    data_set = gazette.model_copy(update={"text": None})
    few_words = letter.model_copy(update={"text": letter.text.model_copy(update={"words": 50})})
    for first in (data_set, gazette):
        some = replace(records, sources=(first, few_words))
        assert [p.record for p in check_quoted_shares(some)] == ["letter"]
        assert [p.rule for p in check_texts(some, {"letter": TEXTS["letter"]})] == [TEXT_RECORD]
    both = check_texts(some, {"harbour-gazette": "Another text.", "letter": TEXTS["letter"]})
    assert [(p.record, p.rule) for p in both] == [("harbour-gazette", TEXT_HASH), ("letter", TEXT_RECORD)]
