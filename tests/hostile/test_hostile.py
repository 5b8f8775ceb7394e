"""Every kind of bad input: what the command does with it, under 30 seconds and 1 GiB."""

import pytest
from hostile import file_rows, page_rows, plugin_rows, run_rows  # noqa: F401 (they fill the list)
from hostile.case import CASES, folder, lacking

PARAMETERS = [
    pytest.param(case, id=case.name, marks=[pytest.mark.slow] if case.needs == "time" else [])
    for case in CASES
]


@pytest.mark.parametrize("case", PARAMETERS)
def test_bad_input_does_no_harm(case):
    if missing := lacking(case.needs):
        pytest.skip(f"needs {missing}")
    with folder() as site:
        case.make(site)
        assert site.results


def test_no_row_stands_twice():
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
