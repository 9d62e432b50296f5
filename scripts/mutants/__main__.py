"""`make mutants`: change the rules in `geo/checks/` and `geo/atlas/`, and list what no test notices.

A sample is the same in every run and stays the same when code moves: a mutant is drawn by what it
changes, not by its file and line. Exit code 0: fewer than 10 % of the sample survive; 1: more do;
2: wrong use. `accepted.yaml` says of survivors why they may.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mutants.accepted import read_accepted
from mutants.covering import Covering, measure_covering
from mutants.generating import list_mutants
from mutants.mutant import Mutant
from mutants.report import describe_run, share_of_survivors
from mutants.trial import Outcome, try_mutants

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("geo/checks", "geo/atlas")
TESTS = ("atlas", "card", "checks", "commands", "exports", "intake", "map", "records", "server", "wording")
SAMPLE = 200
MOST_SURVIVORS = 0.10


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("only", nargs="*", help="files or folders to change, instead of both packages")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many mutants to try")
    parser.add_argument("--all", action="store_true", help="try all of them (hours)")
    parser.add_argument("--seed", type=int, default=1, help="draws another sample")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--list", action="store_true", help="print the sample and try nothing")
    asked = parser.parse_args()
    missing = [name for name in asked.only if not (ROOT / name).exists()]
    if missing:
        parser.error(f"no such file or folder: {', '.join(missing)}")
    return asked


def modules_in(names: list[str]) -> list[Path]:
    """Python files below files and folders of the checkout."""
    found = {path for name in names for path in [ROOT / name, *(ROOT / name).rglob("*.py")]}
    return sorted(path for path in found if path.suffix == ".py")


def test_files() -> list[Path]:
    """Tests that run in this process; a browser or a page would be too slow, and tests no rule."""
    return sorted(
        [
            *(file for name in TESTS for file in (ROOT / "tests" / name).glob("test_*.py")),
            ROOT / "tests" / "test_shipped.py",
        ]
    )


def main() -> int:
    asked = read_arguments()
    begin = time.monotonic()
    mutants = list_mutants(ROOT, modules_in(asked.only or list(PACKAGES)), asked.seed)
    chosen = mutants if asked.all else mutants[: asked.sample]
    say(f"{len(chosen)} of {len(mutants)} mutants.")
    if asked.list:
        print("\n".join(str(mutant) for mutant in chosen))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        covering = measure_covering(ROOT, test_files(), Path(scratch), asked.workers)
        say(f"{len(covering.took_s)} tests measured after {time.monotonic() - begin:,.0f} s.")
        outcomes = try_all(chosen, covering, Path(scratch), asked.workers)
    print(describe_run(outcomes, len(mutants), read_accepted(), covering.failed))
    say(f"{time.monotonic() - begin:,.0f} s in all.")
    return int(share_of_survivors(outcomes) >= MOST_SURVIVORS)


def try_all(mutants: list[Mutant], covering: Covering, scratch: Path, workers: int) -> list[Outcome]:
    """Try mutants side by side; say which survive, and from time to time how far it has come."""
    outcomes: list[Outcome] = []
    for outcome in try_mutants(ROOT, mutants, covering, scratch, workers):
        outcomes.append(outcome)
        if outcome.verdict != "killed":
            say(f"  {outcome.verdict}: {outcome.mutant}")
        if len(outcomes) % 20 == 0:
            counted = Counter(each.verdict for each in outcomes)
            listed = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counted.items()))
            say(f"  {len(outcomes)}: {listed}")
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
