"""What users copy into their pipelines: the action, the hooks and the snippets of docs/ci.md."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from checkout import PROJECT, call, commit, copy_project

from seolint.ci.github import InputError, arguments
from seolint.cli import command_line
from seolint.cli.outputs import parse_outputs
from seolint.values import parse_yaml

CI = PROJECT / "docs/ci.md"
POST = """\
---
title: Pruning an apple tree
description: When to cut which branch of an apple tree, and why less is more in its first years.
author: Ada Orchard
date: 2024-02-01
---

Cut in winter, while the tree sleeps. See [how the buds differ](https://orchard.example/buds).
"""
OTHER = (
    POST.replace("Pruning an apple tree", "Telling buds apart")
    .replace("When to cut which branch of an apple tree", "How to see in March what will bloom")
    .replace("Cut in winter, while the tree sleeps.", "Look at them in a cold and clear week.")
)
BAD = OTHER.replace("Look at", '<img src="tree.jpg"> Look at')
THIRD = POST.replace("Pruning an apple tree", "A ladder").replace("When to cut", "How to reach")


def action() -> dict[str, Any]:
    """The action, as GitHub reads it."""
    found: dict[str, Any] = parse_yaml((PROJECT / "action.yml").read_text(encoding="utf-8"))
    return found


def blocks(language: str) -> list[str]:
    """The blocks of docs/ci.md in one language."""
    text = CI.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def the_step() -> dict[str, Any]:
    [step] = [step for step in action()["runs"]["steps"] if "run" in step]
    return step


def environment(inputs: dict[str, str], **github: str) -> dict[str, str]:
    """The environment that GitHub makes of the action's `env:`, for these inputs."""
    given = {name: str(each["default"]) for name, each in action()["inputs"].items()} | inputs
    assert given.keys() == action()["inputs"].keys()
    known = {f"inputs.{name}": value for name, value in given.items()}
    known |= {"github.event.pull_request.base.sha": "", "steps.python.outputs.python-path": ""}
    known |= github
    found = {}
    for name, expression in the_step()["env"].items():
        [key] = re.fullmatch(r"\$\{\{ (\S+) \}\}", expression).groups()
        found[name] = known[key]
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository with a good page."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "good.md").write_text(POST)
    commit(folder)
    return folder


class Runner:
    """Runs the action's Python as a runner would: variables set, files for its answers."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site = site
        self.files = {
            "GITHUB_OUTPUT": folder / "output",
            "GITHUB_STEP_SUMMARY": folder / "summary.md",
        }
        self.temp = folder / "temp"
        self.temp.mkdir()

    def __call__(self, inputs: dict[str, str], **github: str) -> "subprocess.CompletedProcess[str]":
        for path in self.files.values():
            path.write_text("")
        env = environment(inputs, **github)
        return call(
            sys.executable, "-m", "seolint.ci.github",
            cwd=self.site, RUNNER_TEMP=str(self.temp), GITHUB_ACTIONS="true", CI="true",
            **env, **{name: str(path) for name, path in self.files.items()},
        )  # fmt: skip

    @property
    def outputs(self) -> dict[str, str]:
        lines = self.files["GITHUB_OUTPUT"].read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def action_run(site: Path, tmp_path: Path) -> Runner:
    return Runner(site, tmp_path)


def test_inputs_reach_the_shell_as_variables_only():
    step = the_step()
    assert "${{" not in step["run"]
    assert step["shell"] == "bash"
    assert set(action()["outputs"]) == {"exit-code", "errors", "warnings"}
    for name, output in action()["outputs"].items():
        assert output["value"] == f"${{{{ steps.{step['id']}.outputs.{name} }}}}"
    read = re.findall(r"\$(\w+)", step["run"])
    assert set(read) <= {*step["env"], "GITHUB_ACTION_PATH", "RUNNER_TEMP"}


def test_a_clean_site_passes(action_run):
    process = action_run({})
    assert process.returncode == 0, process.stderr
    assert process.stdout.startswith("All clear: 1 page")
    assert action_run.outputs == {"exit-code": "0", "errors": "0", "warnings": "0"}
    assert "seolint" in action_run.files["GITHUB_STEP_SUMMARY"].read_text()
    assert list(action_run.temp.iterdir()) == []


def test_a_finding_fails_the_step_and_is_annotated(site, action_run):
    (site / "bad.md").write_text(BAD)
    process = action_run({"sarif-file": "out/seolint.sarif"})
    assert process.returncode == 1
    assert "IMG001 error" in process.stdout
    assert re.search(r"^::error .*file=bad\.md,line=8", process.stdout, re.MULTILINE)
    assert action_run.outputs == {"exit-code": "1", "errors": "1", "warnings": "0"}
    assert "bad.md" in action_run.files["GITHUB_STEP_SUMMARY"].read_text()
    sarif = json.loads((site / "out/seolint.sarif").read_text())
    assert sarif["version"] == "2.1.0"
    assert len(sarif["runs"][0]["results"]) == 1


def test_inputs_switch_things_off_and_choose(site, action_run):
    (site / "bad.md").write_text(BAD)
    (site / "a b").mkdir()
    (site / "a b/c.md").write_text(THIRD)
    process = action_run({"annotations": "false", "summary": "false", "args": "--exit-zero"})
    assert process.returncode == 0
    assert "::" not in process.stdout
    assert action_run.files["GITHUB_STEP_SUMMARY"].read_text() == ""
    assert action_run.outputs == {"exit-code": "0", "errors": "1", "warnings": "0"}
    process = action_run({"paths": "'a b' good.md"})
    assert process.returncode == 0
    assert "2 pages" in process.stdout


def test_a_pull_request_is_judged_by_what_it_changes(site, action_run):
    (site / "old.md").write_text(BAD)
    commit_all(site)
    base = call("git", "rev-parse", "HEAD", cwd=site).stdout.strip()
    (site / "good.md").write_text(POST.replace("winter", "spring"))
    commit_all(site)
    event = {"github.event.pull_request.base.sha": base}
    process = action_run({}, **event)
    assert process.returncode == 0, process.stdout + process.stderr
    assert action_run.outputs["errors"] == "0"
    assert action_run({"since": "off"}, **event).returncode == 1
    (site / "good.md").write_text(THIRD.replace("Cut in", '<img src="tree.jpg"> Cut in'))
    commit_all(site)
    process = action_run({}, **event)
    assert process.returncode == 1
    assert "good.md" in process.stdout and "old.md" not in process.stdout
    assert action_run({"since": "HEAD~2"}).returncode == 1
    assert action_run({"since": "HEAD"}).returncode == 0


def commit_all(folder: Path) -> None:
    for words in (("add", "-A"), ("commit", "-q", "-m", "More")):
        assert call("git", *words, cwd=folder).returncode == 0


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"annotations": "yes"}, "the input annotations is true or false"),
        ({"args": "'unclosed"}, "the input args cannot be split"),
        ({"args": "--no-such-option"}, "no such option"),
        ({"since": "--output=/tmp/x"}, "error"),
        ({"paths": "--fix"}, "No such file"),
    ],
)
def test_a_wrong_input_is_exit_2(action_run, inputs, message):
    process = action_run(inputs)
    assert process.returncode == 2, process.stdout
    assert message in process.stdout + process.stderr
    assert "Traceback" not in process.stderr
    assert action_run.outputs["exit-code"] == "2"


def test_nothing_is_expanded(tmp_path):
    report = tmp_path / "report.json"
    words = arguments({"IN_PATHS": "$(id) `id` *.md ~", "IN_ARGS": "--ignore $X;id"}, report)
    assert words[-6:] == ["$X;id", "--", "$(id)", "`id`", "*.md", "~"]
    with pytest.raises(InputError):
        arguments({"IN_PATHS": '"'}, report)


@pytest.mark.network
def test_the_action_as_a_whole(tmp_path, site):
    checkout = copy_project(tmp_path / "action")
    output = tmp_path / "output"
    env = environment({}, **{"steps.python.outputs.python-path": sys.executable})
    process = call(
        "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", the_step()["run"],
        cwd=site, GITHUB_ACTION_PATH=str(checkout), RUNNER_TEMP=str(tmp_path),
        GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(tmp_path / "summary"), **env,
    )  # fmt: skip
    assert process.returncode == 0, process.stdout + process.stderr
    assert "exit-code=0" in output.read_text()


@pytest.mark.network
def test_pipelines_fit_the_schemas_of_their_platforms(tmp_path):
    target = tmp_path / "packages"
    pip = (sys.executable, "-m", "pip", "install", "-q", "--target", target, "check-jsonschema")
    process = call(*pip, cwd=tmp_path)
    assert process.returncode == 0, process.stderr
    workflow, gitlab = pipelines()
    (tmp_path / "workflow.yml").write_text(workflow)
    (tmp_path / "gitlab.yml").write_text(gitlab)
    (tmp_path / "action.yml").write_bytes((PROJECT / "action.yml").read_bytes())
    for schema, name in (
        ("vendor.github-workflows", "workflow.yml"),
        ("vendor.gitlab-ci", "gitlab.yml"),
        ("vendor.github-actions", "action.yml"),
    ):
        process = call(
            sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, name,
            cwd=tmp_path, PYTHONPATH=str(target),
        )  # fmt: skip
        assert process.returncode == 0, process.stdout


def pipelines() -> tuple[str, str]:
    """The workflow and the GitLab job of docs/ci.md."""
    [workflow] = [block for block in blocks("yaml") if block.startswith("name:")]
    [gitlab] = [block for block in blocks("yaml") if block.startswith("seolint:")]
    return workflow, gitlab


def test_hooks_that_are_shown_exist():
    [shown] = [parse_yaml(block) for block in blocks("yaml") if block.startswith("repos:")]
    ours = parse_yaml((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    known = {hook["id"]: hook for hook in ours}
    assert {hook["id"] for hook in shown["repos"][0]["hooks"]} <= known.keys()
    named = re.findall(r"`(seolint-\w+)`", CI.read_text(encoding="utf-8"))
    assert set(named) <= known.keys()
    for hook in ours:
        check_command(shlex.split(hook["entry"]))


def test_the_workflow_uses_inputs_that_exist():
    workflow = parse_yaml(pipelines()[0])
    steps = workflow["jobs"]["seolint"]["steps"]
    [ours] = [step for step in steps if step["uses"].startswith("<owner>")]
    [upload] = [step for step in steps if "upload-sarif" in step["uses"]]
    assert set(ours["with"]) <= set(action()["inputs"])
    assert upload["with"]["sarif_file"] == ours["with"]["sarif-file"]
    table = re.findall(r"^\| `([a-z-]+)` \| (?:`(.*?)`)? ?\|", CI.read_text("utf-8"), re.MULTILINE)
    defaults = {name: str(each["default"]) for name, each in action()["inputs"].items()}
    assert dict(table) == defaults


@pytest.mark.parametrize("sha", ["", "0123abc"])
def test_the_script_of_gitlab_is_a_command_that_works(tmp_path, sha):
    [script] = parse_yaml(pipelines()[1])["seolint"]["script"]
    shown = 'seolint() { printf "%s\\n" "$@"; }\n' + script
    env = {**os.environ, "CI_MERGE_REQUEST_DIFF_BASE_SHA": sha}
    process = subprocess.run(
        ["bash", "-euc", shown], env=env, capture_output=True, text=True, check=True
    )
    words = process.stdout.splitlines()
    check_command(["seolint", *words])
    assert ("--since" in words) is bool(sha)
    reports = parse_yaml(pipelines()[1])["seolint"]["artifacts"]["reports"]
    written = {word.partition(":")[2] for word in words} - {""}
    assert written == set(reports.values())


def test_commands_that_are_shown_exist():
    commands = [
        part.strip()
        for block in blocks("bash")
        for line in block.splitlines()
        for part in line.split("|")
        if part.strip().startswith(("seolint ", "docker run"))
    ]
    assert len(commands) == 4
    for command in commands:
        words = shlex.split(command)
        if words[0] == "docker":
            words = words[words.index("seolint") :]
            words = words if len(words) > 1 else [*words, *entry_point("CMD")]
        check_command(words)


def entry_point(instruction: str) -> list[str]:
    [container] = blocks("dockerfile")
    [words] = re.findall(rf"^{instruction} (.*)$", container, re.MULTILINE)
    found: list[str] = json.loads(words)
    return found


def test_the_container_runs_the_command():
    [container] = blocks("dockerfile")
    instructions = [line.split(" ", 1)[0] for line in container.splitlines()]
    assert instructions == [
        *("FROM", "RUN", "COPY", "RUN", "RUN"), *("USER", "WORKDIR", "ENV", "ENTRYPOINT", "CMD")
    ]  # fmt: skip
    check_command([*entry_point("ENTRYPOINT"), *entry_point("CMD")])
    mounted = set(re.findall(r'-v "\$PWD:(\S+?):ro"', CI.read_text(encoding="utf-8")))
    assert mounted == set(re.findall(r"^WORKDIR (.*)$", container, re.MULTILINE))


def check_command(words: list[str]) -> None:
    """Sees to it that a command line can be parsed, formats included."""
    assert words[0] == "seolint"
    command = command_line().commands[words[1]]
    with command.make_context(words[1], list(words[2:])) as context:
        parse_outputs(context.params.get("formats") or [])
