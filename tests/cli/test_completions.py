"""What shells are told when a command line is completed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from seolint.cli import COMMANDS, command_line
from seolint.report import FORMATS

SHELLS = ("bash", "zsh", "fish", "powershell")
SCRIPTS = str(Path(sys.executable).parent)


@pytest.fixture
def words(seolint):
    """The words that fit at the end of a command line, as fish is told them."""

    def call(*line: str, shell: str = "fish") -> list[str]:
        result = seolint("completions", shell, "--", "seolint", *line)
        assert (result.code, result.err) == (0, "")
        return [word.partition("\t")[0] for word in result.out.splitlines()]

    return call


def test_commands(words):
    assert words("") == [*COMMANDS, ":files"]
    assert words("ch") == ["check", ":files"]
    assert words("--v") == ["--version", ":files"]


def test_commands_of_a_command(words):
    assert words("baseline", "") == ["create", "prune", "show"]
    assert words("baseline", "-") == ["--help"]
    assert words("baseline", "prune", "-") == ["--check", "--help"]
    assert words("baseline", "show", "-f", "") == ["text", "json"]
    assert words("baseline", "create", "") == [":files"]
    assert words("baseline", "nothing", "") == []


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"baseline"}))
def test_every_option_of_every_command(words, command):
    declared = {
        max(option.opts, key=len)
        for option in command_line().commands[command].params
        if option.param_type_name == "option"
    }
    assert set(words(command, "-")) == declared | {"--help"}


def test_an_option_that_was_given_is_offered_again_only_if_it_repeats(words):
    offered = words("check", "--statistics", "--select", "META", "--")
    assert "--statistics" not in offered
    assert {"--select", "--strict"} <= set(offered)


def test_values_of_options(words):
    assert words("check", "--profile", "") == ["essential", "recommended", "strict", "all"]
    assert words("check", "--profile=s") == ["--profile=strict"]
    assert words("check", "-f", "") == list(FORMATS)
    assert words("check", "--show", "pa") == ["passed"]
    assert words("check", "--evidence", "G,") == ["G,S", "G,M", "G,F"]
    assert words("check", "-c", "") == [":files"]
    assert words("new", "META/x", "--to", "") == [":folders"]
    assert words("check", "--limit", "") == []
    assert words("config", "--format", "") == ["toml", "json"]


def test_codes_names_and_families_of_rules(words):
    assert words("explain", "META01") == ["META010", "META011", "META012", "META013"]
    assert words("explain", "description-mis") == ["description-missing"]
    assert words("check", "--ignore", "READ,description-mis") == ["READ,description-missing"]
    assert {"all", "META", "META010"} <= set(words("rules", ""))
    assert "META010,META010" not in words("check", "--select", "META010,")


def test_rules_of_the_house(site, words):
    assert words("check", "--select", "TEA00") == ["TEA001", "TEA002", "TEA003"]
    assert words("explain", "tea") == ["teapot-word"]
    (site / "seolint.toml").write_text("wrong = 1\n")
    assert words("explain", "TEA") == []
    assert words("explain", "META010") == ["META010"]


def test_arguments(words):
    assert words("check", "") == words("check", "--strict", "a.md", "") == [":files"]
    assert words("posts/", "") == words("check", "--", "-a") == [":files"]
    assert words("init", "") == [":folders"]
    assert words("completions", "") == list(SHELLS)
    assert words("nonsense", "") == [":files"]


def test_bash_gets_what_follows_its_word_breaks(words):
    assert words("check", "--profile", "=", "s", shell="bash") == ["strict"]
    assert words("check", "--profile", "=", shell="bash")[0] == "essential"
    assert words("check", "--profile", "s", shell="bash") == ["strict"]


def test_zsh_gets_descriptions(seolint):
    out = seolint("completions", "zsh", "--", "seolint", "explain", "META010").out
    assert out == "META010:description-missing\n"


def test_powershell_marks_the_last_word(words):
    assert words("check", "--profile", ":", shell="powershell")[0] == "essential"
    assert words("check", "--profile", ":st", shell="powershell") == ["strict"]


@pytest.mark.parametrize("shell", SHELLS)
def test_scripts_ask_the_command(seolint, shell):
    result = seolint("completions", shell)
    assert result.code == 0
    assert f"completions {shell} " in result.out


def run(*command: str, cwd: Path) -> str:
    process = subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": f"{SCRIPTS}:/usr/bin:/bin", "HOME": str(cwd)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return process.stdout


BASH = """
source <(seolint completions bash)
complete -p seolint
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_seolint
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_itself(site):
    def reply(*words: str) -> list[str]:
        registered, *found = run("bash", "-c", BASH, "bash", *words, cwd=site).splitlines()
        assert registered == "complete -o default -F _seolint seolint"
        return found

    assert reply("seolint", "expl") == ["explain"]
    assert reply("seolint", "check", "--select", "=", "META01")[0] == "META010"
    assert reply("seolint", "explain", "teapot") == ["teapot-word"]
    assert reply("seolint", "check", "") == [""]


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs fish")
def test_fish_itself(site):
    def reply(line: str) -> list[str]:
        script = f"source (seolint completions fish | psub); complete -C '{line}'"
        return run("fish", "-c", script, cwd=site).splitlines()

    assert reply("seolint explain META010") == ["META010\tdescription-missing"]
    assert reply("seolint check goo") == ["good.md"]
    assert "tea/\tDirectory" in reply("seolint init ")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs zsh")
def test_zsh_reads_its_script(site, seolint):
    script = site / "_seolint"
    script.write_text(seolint("completions", "zsh").out)
    assert run("zsh", "-n", str(script), cwd=site) == ""
