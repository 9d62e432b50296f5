"""Projects and subjects are named as facts name them; a waypoint may be a bare point."""

from __future__ import annotations

import pytest
from good_records import GOOD

from geo.records.files import dump_record
from geo.records.projects import Project, Subject, Waypoint


@pytest.mark.parametrize("subject_type", ["region", "event", "sum"])
def test_a_subject_has_the_key_that_facts_name(subject_type):
    assert Subject.model_validate({**GOOD[Subject], "kind": subject_type}).key == f"{subject_type}:e"


def test_a_file_says_kind_where_the_program_says_project_type():
    project = Project.model_validate(GOOD[Project])
    assert project.project_type == "road"
    assert dump_record(project) == GOOD[Project]


def test_a_waypoint_may_be_a_bare_point():
    assert dump_record(Waypoint()) == {}
