from io import StringIO

import pytest

from seolint.cli.outputs import Output, parse_outputs, wants_color


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environ", "on_terminal", "in_a_pipe"),
    [
        ("auto", {}, True, False),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, True, True),
        ("never", {"FORCE_COLOR": "1"}, False, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ("auto", {"NO_COLOR": ""}, True, False),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ("auto", {"FORCE_COLOR": "0"}, True, False),
        ("auto", {"FORCE_COLOR": ""}, True, False),
        ("auto", {"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, True, True),
        ("auto", {"CLICOLOR": "0"}, False, False),
        ("auto", {"CLICOLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, False, False),
    ],
)
def test_who_decides_on_colour(choice, environ, on_terminal, in_a_pipe):
    assert wants_color(choice, Terminal(), environ) is on_terminal
    assert wants_color(choice, StringIO(), environ) is in_a_pipe


def test_the_first_colon_splits():
    assert parse_outputs(["full", r"json:C:\out.json"]) == [
        Output("full"),
        Output("json", r"C:\out.json"),
    ]
