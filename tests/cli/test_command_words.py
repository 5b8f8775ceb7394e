import pytest

from seolint import __version__
from seolint.cli import COMMANDS, command_line, run


def test_version(seolint):
    assert seolint("--version") == (0, f"seolint {__version__}\n", "")


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",)])
def test_help(seolint, arguments):
    result = seolint(*arguments)
    assert result.code == 0
    assert result.err == ""
    assert all(f"\n  {command} " in result.out for command in COMMANDS)
    assert max(map(len, result.out.splitlines())) <= 80
    assert "..." not in result.out.partition("Commands:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_fits_80_columns(seolint, command):
    result = seolint(command, "-h")
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= 80


def test_help_of_check_is_grouped(seolint):
    lines = seolint("check", "-h").out.splitlines()
    titles = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert titles == [
        "Which files:",
        "Which rules:",
        "Fixing:",
        "What fails the run:",
        "Output:",
        "Running:",
        "Options:",
    ]


@pytest.mark.parametrize("path", ["good.md", "./", ".", "*.md"])
def test_a_word_that_can_only_be_a_path_is_checked(seolint, path):
    assert seolint(path) == seolint("check", path)
    assert seolint(path).code == 0


def test_a_folder_without_a_slash_is_no_command(site, seolint):
    (site / "posts").mkdir()
    assert seolint("posts") == (
        2,
        "",
        "error: no such command: posts\n"
        "  = help: `posts` is a folder here; to lint it: seolint check posts\n",
    )


def test_a_mistyped_command(seolint):
    assert seolint("chek", "good.md") == (
        2,
        "",
        "error: no such command: chek\n  = help: did you mean check?\n",
    )


@pytest.mark.parametrize(
    "arguments", [("--statistics", "good.md"), ("--statistics", "check", "good.md")]
)
def test_options_before_the_command_are_put_right(seolint, arguments):
    result = seolint(*arguments)
    assert result.code == 2
    assert "options follow the command: seolint check --statistics good.md\n" in result.err


@pytest.mark.parametrize(
    ("arguments", "help"),
    [
        (("--verson",), "did you mean `--version`?"),
        (("check", "--slect", "TEA"), "did you mean `--select`?"),
        (("check", "--profile", "stict"), "did you mean `strict`?"),
        (("check", "--show", "drafs"), "did you mean `drafts`?"),
        (("check", "-f", "jsn"), "did you mean `json`?"),
        (("check", "-f", "excel"), "choose one of full, concise, grouped, json"),
        (("check", "-f", "githb"), "did you mean `github`?"),
        (("check", "-f", "json:"), "write json:FILE"),
        (("check", "-f", "full", "-f", "json"), "-f full -f json:FILE"),
        (("check", "-f", "github", "-f", "json"), "-f json -f github:FILE"),
        (("explain", "teapot-wrd"), "did you mean `teapot-word`?"),
        (("explain", "tea001"), "did you mean `TEA001`?"),
        (("rules", "TAE"), "did you mean `TEA`?"),
        (("inti",), "did you mean init?"),
        (("complections", "bash"), "did you mean completions?"),
        (("completions", "bahs"), "did you mean `bash`?"),
        (("init", "--profile", "strickt"), "did you mean `strict`?"),
        (("config", "-f", "tmol"), "did you mean `toml`?"),
        (("config", "--shema"), "did you mean `--schema`?"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(seolint, arguments, help):
    result = seolint(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("error: ")
    assert help in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--limit", "-1"),
        ("check", "--limit", "many"),
        ("check", "--limit"),
        ("check", "--strict=yes"),
        ("check", "--strict", "--fail-on", "info"),
        ("check", "--isolated", "-c", "seolint.toml"),
        ("explain",),
    ],
)
def test_a_wrong_command_line_is_one_error(seolint, arguments):
    result = seolint(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")
    assert "Traceback" not in result.err


def test_control_characters_of_the_command_line_are_escaped(seolint):
    assert "\x1b" not in seolint("a\x1b[31mb").err


def test_each_format_is_named_in_the_help():
    from seolint.report import FORMATS

    check = command_line().commands["check"]
    (option,) = [parameter for parameter in check.params if "--format" in parameter.opts]
    *first, last = FORMATS
    assert option.help.startswith(f"{', '.join(first)} or {last};")


def test_what_nobody_expected_is_exit_2(seolint, monkeypatch):
    def fail(*arguments, **rest):
        raise ZeroDivisionError("half a page")

    monkeypatch.setattr("seolint.discovery.discover", fail)
    result = seolint("check")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ZeroDivisionError: half a page\n")
    assert "Traceback" in seolint("check", "-vv").err


def test_an_interrupt_is_exit_130(seolint, monkeypatch):
    def interrupt(*arguments, **rest):
        raise KeyboardInterrupt

    monkeypatch.setattr("seolint.discovery.discover", interrupt)
    assert seolint("check") == (130, "", "Interrupted\n")


def test_run_takes_any_sequence(seolint):
    assert run(("--version",)) == 0
