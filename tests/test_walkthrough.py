"""What CONTRIBUTING and the page on seals tell a curator to type does what they say, word for word."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SEALS = (ROOT / "docs" / "sealed-quotations.md").read_text(encoding="utf-8")
EXAMPLE = CONTRIBUTING.split("### A worked example\n", 1)[1].split("\n### ", 1)[0]
IN_AN_EMPTY_FOLDER = dict(re.findall(r"(CORRIDORS_\w+)=(\S+)", EXAMPLE))


@dataclass(frozen=True)
class Block:
    """A fenced block, with the paragraph that leads to it."""

    lead: str
    language: str
    text: str

    @property
    def file(self) -> str:
        """The path that the paragraph before names last."""
        return re.findall(r"`((?:texts|seeds|data)/[\w./-]+\.\w+)`", self.lead)[-1]

    @property
    def is_console(self) -> bool:
        return self.text.startswith("$ ")

    def commands(self) -> Iterator[tuple[str, str]]:
        """Each command of a console block with what it prints."""
        for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield command, printed.strip()


def blocks_of(text: str) -> list[Block]:
    prose, *rest = re.split(r"^```(\w*)\n", text, flags=re.MULTILINE)
    found = []
    for language, code, _, after in zip(*[iter(rest)] * 4, strict=True):
        found.append(Block(prose.strip().split("\n\n")[-1], language, code))
        prose = after
    return found


BLOCKS = blocks_of(EXAMPLE)
FILES = [block for block in BLOCKS if not block.is_console and block.language != "python"]
ARTICLE = next(block for block in FILES if block.file.startswith("texts/"))


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CORRIDORS_")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**ours, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def corridors(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    program, *arguments = command.split()
    assert program == "corridors"
    return run(folder, "-m", "geo", *arguments, **environment)


def write(folder: Path, block: Block) -> None:
    """Write the file of a block; a list that is there goes on."""
    path = folder / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(block.text)


def shown(printed: str) -> re.Pattern[str]:
    """What the text prints, with `…` for words that it leaves out of a line."""
    return re.compile(re.escape(printed).replace("…", "[^\n]+"))


def test_the_example_is_complete():
    assert [block.file for block in FILES] == [
        "texts/harbour-gazette-2023-05-04.txt",
        "seeds/harbour-gazette-2023-05-04.yaml",
        "data/voices.yaml",
        "data/projects/northern-spur.yaml",
        "data/quotes/harbour-gazette-2023-05-04.yaml",
        "data/facts/northern-spur.yaml",
        "data/geometry/northern-spur.geojson",
        "data/references.yaml",
    ]
    assert set(IN_AN_EMPTY_FOLDER) == {"CORRIDORS_DATA", "CORRIDORS_SOURCES"}
    assert ARTICLE.text in SEALS, "both pages seal the same article"


def test_it_works_as_written_in_an_empty_folder(tmp_path):
    performed = []
    for block in BLOCKS:
        if block.language == "python":
            done = run(tmp_path, "-c", block.text, **IN_AN_EMPTY_FOLDER)
            assert done.stdout.splitlines() == re.findall(r"# (\d+ \d+)$", block.text, re.MULTILINE)
        elif not block.is_console:
            write(tmp_path, block)
        elif "221 for 212" in block.lead:
            fact = tmp_path / "data" / "facts" / "northern-spur.yaml"
            fact.write_text(fact.read_text(encoding="utf-8").replace("value: 212", "value: 221"), "utf-8")
        for command, printed in block.commands():
            if command.startswith("export "):
                continue
            done = corridors(tmp_path, command, **IN_AN_EMPTY_FOLDER)
            assert shown(printed).fullmatch(done.stdout.strip()), done.stdout + done.stderr
            assert done.returncode == ("problems.\n" in f"{printed}\n" and "no problems" not in printed)
            performed.append(command)
    assert performed == [
        "corridors describe texts/harbour-gazette-2023-05-04.txt",
        "corridors validate",
        "corridors verify --texts texts --seal",
        "corridors validate",
        "corridors validate",
    ]


def test_it_works_as_written_in_the_checkout(tmp_path):
    for folder in ("data", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for block in FILES:
        if "an empty\nfolder has to" not in block.lead:
            write(tmp_path, block)
    here = {"CORRIDORS_DATA": "data", "CORRIDORS_SOURCES": "seeds"}  # the copy stands for the checkout
    before = corridors(tmp_path, "corridors validate", **here)
    assert before.stdout.count("[") == before.stdout.count("[sealed]") == 1, before.stdout

    sealing = corridors(tmp_path, "corridors verify --texts texts --seal", **here)
    others = len(list((ROOT / "seeds").glob("*.yaml")))
    assert sealing.stdout.count("[text-at-hand]") == others and f"\n{others} problems." in sealing.stdout
    assert sealing.returncode == 1

    after = corridors(tmp_path, "corridors validate", **here)
    assert after.returncode == 0 and after.stdout.strip().endswith("no problems."), after.stdout


def test_the_seal_on_the_page_on_seals_is_computed_as_it_says(tmp_path):
    (tmp_path / Path(ARTICLE.file).name).write_text(ARTICLE.text, encoding="utf-8")
    program = next(block.text for block in blocks_of(SEALS) if block.language == "python")
    done = run(tmp_path, "-c", program)
    assert done.returncode == 0, done.stderr
    table = dict(re.findall(r"^\| `?(\w+)`? \| `?([^`|]+?)`? \|$", SEALS, re.MULTILINE))
    seal = next(block.text.strip() for block in blocks_of(SEALS) if block.lead.startswith("The seal:"))
    words = re.search(r"(\d+) words", SEALS)[1]
    assert done.stdout.splitlines() == [
        table["sha256"],
        table["public_key"],
        words,
        table["start"],
        seal,
        "True",
    ]
