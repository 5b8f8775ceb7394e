"""The wheel: everything is in it, and an empty environment can run it."""

import json
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from checkout import PROJECT, call, copy_project

from seolint.packs import find_packs

pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = copy_project(folder / "source")
    process = call(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, source, cwd=folder
    )
    assert process.returncode == 0, process.stderr
    (built,) = folder.glob("seolint_cli-*.whl")
    return built


def test_the_wheel_holds_every_file(wheel):
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {
        path.relative_to(root).as_posix()
        for root, package in ((PROJECT, "seolint"), (PROJECT / "rules", "seolint_rules"))
        for path in (root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"seolint/py.typed", "seolint_rules/py.typed"} <= wanted
    assert "seolint/report/output-v1.schema.json" in wanted
    assert wanted <= held
    others = {name for name in held - wanted if not name.split("/")[0].endswith(".dist-info")}
    assert others == set()


def test_an_empty_environment_finds_every_rule(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    process = call(python, "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    assert process.returncode == 0, process.stderr
    process = call(python, "-m", "seolint", "rules", "-f", "json", cwd=tmp_path)
    assert process.returncode == 0, process.stderr
    assert {rule["code"] for rule in json.loads(process.stdout)} == set(find_packs().files)
    (tmp_path / "post.md").write_text('# Pears\n\n<img src="pear.jpg">\n')
    process = call(scripts / "seolint", "check", "post.md", "-f", "concise", cwd=tmp_path)
    assert process.returncode == 1, process.stderr
    assert "IMG001" in process.stdout
