"""What became of the mutants, as text for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mutants.trial import Outcome


def share_of_survivors(outcomes: Sequence[Outcome]) -> float:
    """Survivors, accepted ones included, as a share of all that were tried; time-outs are not counted."""
    counted = Counter(outcome.verdict for outcome in outcomes)
    tried = counted["survived"] + counted["killed"]
    return counted["survived"] / tried if tried else 0.0


def describe_run(
    outcomes: Sequence[Outcome],
    generated: int,
    accepted: Mapping[tuple[str, str], str],
    failed: Sequence[str],
) -> str:
    """List survivors by file and line, those accepted with their reason, and time-outs apart."""
    counted = Counter(outcome.verdict for outcome in outcomes)
    lines = []
    for verdict in ("survived", "timed out"):
        some = sorted(
            (outcome for outcome in outcomes if outcome.verdict == verdict),
            key=lambda outcome: (outcome.mutant.module, outcome.mutant.line),
        )
        if some:
            lines += [f"{verdict.capitalize()}:", *(_describe(outcome, accepted) for outcome in some), ""]
    if failed:
        lines += ["Left out, since they fail without any change:", *(f"  {test}" for test in failed), ""]
    reasons = sum(_key(outcome) in accepted for outcome in outcomes if outcome.verdict == "survived")
    lines.append(
        f"{len(outcomes)} of {generated} mutants tried: {counted['killed']} killed, {counted['survived']} "
        f"survived ({share_of_survivors(outcomes):.1%}; {reasons} of them accepted), "
        f"{counted['timed out']} timed out."
    )
    return "\n".join(lines)


def _key(outcome: Outcome) -> tuple[str, str]:
    return outcome.mutant.was, outcome.mutant.becomes


def _describe(outcome: Outcome, accepted: Mapping[tuple[str, str], str]) -> str:
    noticed = f"{outcome.tests} tests run it" if outcome.tests else "no test runs it"
    reason = accepted.get(_key(outcome))
    return f"  {outcome.mutant}\n    {f'accepted: {reason}' if reason else noticed}"
