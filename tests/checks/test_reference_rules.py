"""Projects are drawn and supported, and whatever they point to is there."""

from __future__ import annotations

import pytest
from breaking import problems_in

from geo.checks.reference_rules import ON_THE_MAP, SUPPORTED


@pytest.mark.parametrize(("folder", "rule"), [("facts", SUPPORTED), ("geometry", ON_THE_MAP)])
def test_a_project_needs_a_fact_and_a_place(tiny, folder, rule):
    (file,) = (tiny / folder).glob("old-depot.*")
    file.unlink()
    (problem,) = problems_in(tiny)
    assert (problem.file, problem.record, problem.rule) == ("projects/old-depot.yaml", "old-depot", rule)
