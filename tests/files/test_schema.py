"""The project file's form: JSON Schema, older files, the day of the case."""

from __future__ import annotations

import datetime as dt
import json

import jsonschema
import pytest

from ihp_core.files.json_file import ProjectError
from ihp_core.files.project import Project, migrated, read, write
from ihp_core.files.schema import FILE, project_schema, text
from ihp_core.site.examples.worked import example, names
from ihp_core.text import problems
from tests.sites import random_sites

DAY = dt.date(2026, 11, 26)


def test_the_package_holds_the_schema_of_today() -> None:
    """``python -m ihp_core.files.schema`` writes it anew after a change of an input."""
    assert FILE.read_text(encoding="utf-8") == text()


@pytest.mark.parametrize("name", names())
def test_project_files_are_of_that_form(name: str) -> None:
    """Every example as it is saved."""
    jsonschema.validate(json.loads(write(Project((example(name),), dated=DAY))), project_schema())


def test_random_sites_are_of_that_form() -> None:
    """Over the whole input space."""
    sites = tuple(random_sites(60, seed=3))
    jsonschema.validate(json.loads(write(Project(sites))), project_schema())


def test_what_is_wrong_is_wrong_by_the_schema_too() -> None:
    """A supply of 900 °C, a series of three hours, an unknown key."""
    data = json.loads(write(Project((example("german"),))))
    for wrong in (
        data | {"strange": 1},
        data | {"own": {"load_mw": [1, 2, 3]}},
        data | {"sites": [data["sites"][0] | {"network": {"supply_winter_c": 900}}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, project_schema())


def test_an_older_file_opens_under_todays_names() -> None:
    """Value, mark and note of a renamed input move along; those of its own time stay."""
    renamed = {2: {"network.old_c": "network.new_c"}, 3: {"network.new_c": "network.last_c"}}
    draft = {"network.old_c": 80, "data_quality.network.old_c": "measured", "name": "A"}
    assert migrated(draft, 1, renamed) == {
        "network.last_c": 80,
        "data_quality.network.last_c": "measured",
        "name": "A",
    }
    assert migrated({"network.new_c": 70}, 2, renamed) == {"network.last_c": 70}
    assert migrated({"network.last_c": 60}, 3, renamed) == {"network.last_c": 60}


def test_a_file_of_version_0_opens() -> None:
    """Before the form had a number."""
    data = json.loads(write(Project((example("german"),)))) | {"schema": 0}
    assert read(json.dumps(data)).sites == (example("german"),)


def test_the_day_of_the_case_comes_back() -> None:
    """File, project, file: the same text."""
    content = write(Project((example("german"),), dated=DAY))
    assert read(content).dated == DAY
    assert write(read(content)) == content
    assert read(write(Project((example("german"),)))).dated is None


@pytest.mark.parametrize("day", ["yesterday", 3, "2026-13-01", ["2026-01-01"]])
def test_a_wrong_day_is_told(day: object) -> None:
    """With the way out."""
    data = json.loads(write(Project((example("german"),)))) | {"dated": day}
    with pytest.raises(ProjectError) as error:
        read(json.dumps(data))
    assert "2026-11-26" in problems(error.value)[0].sentence
