"""Quotations stand verbatim in the full texts, are placed and sealed, and are a part of them only."""

from __future__ import annotations

import re

import pytest
from breaking import LETTER, LETTER_QUOTES, QUOTES, change, read_json, run, validate, verify
from counterexamples.texts import BREAKS
from tiny import TEXTS

from geo.checks.quotation_rules import QUOTED_SHARE, TEXT_HASH, check_quoted_shares, check_texts
from geo.records.curated import read_curated


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
