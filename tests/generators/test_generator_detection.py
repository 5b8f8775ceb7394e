import subprocess
import sys
from pathlib import Path

import pytest

from seolint.generators import NAMES, by_name, detect, find_generator_folders
from seolint.generators.detection import FILES


def site(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def found(folder: Path) -> str:
    generator = detect(folder)
    return generator.name if generator else ""


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("docusaurus", {"docusaurus.config.ts": ""}),
        ("docusaurus", {"siteConfig.js": ""}),
        ("astro", {"astro.config.mjs": "", "package.json": '{"dependencies": {"next": "1"}}'}),
        ("vitepress", {".vitepress/config.mts": ""}),
        ("quarto", {"_quarto.yaml": ""}),
        ("mkdocs", {"mkdocs.yml": ""}),
        ("pelican", {"pelicanconf.py": ""}),
        ("eleventy", {".eleventy.js": ""}),
        ("eleventy", {"package.json": '{"devDependencies": {"@11ty/eleventy": "^3"}}'}),
        ("gatsby", {"gatsby-config.js": ""}),
        ("hugo", {"hugo.toml": ""}),
        ("hugo", {"config/_default/config.yaml": ""}),
        ("hugo", {"config.toml": 'baseURL = "/"'}),
        ("hugo", {"config.yaml": "baseurl: /"}),
        ("zola", {"config.toml": 'base_url = "/"'}),
        ("zola", {"zola.toml": ""}),
        ("hexo", {"_config.yml": "source_dir: source"}),
        ("hexo", {"_config.yml": "", "package.json": '{"hexo": {"version": "7"}}'}),
        ("jekyll", {"_config.yml": "title: A"}),
        ("jekyll", {"_posts/a": "", "_layouts/b": ""}),
        ("jekyll", {"Gemfile": 'gem "github-pages"'}),
        ("nextjs", {"next.config.js": ""}),
        ("nextjs", {"package.json": '{"dependencies": {"next": "15"}}'}),
        ("plain", {"book.toml": ""}),
        ("", {"package.json": '{"hexo": {}}', "config.toml": "a = 1", "index.html": "<html>"}),
        ("", {}),
    ],
)
def test_files_prove_a_generator(tmp_path: Path, name: str, files: dict[str, str]) -> None:
    assert found(site(tmp_path, files)) == name


def test_finished_html_lies_in_an_output_folder(tmp_path: Path) -> None:
    site(tmp_path, {"public/index.html": "<!doctype html><title>A</title>", "dist/index.html": "a"})
    assert found(tmp_path / "public") == "html"
    assert found(tmp_path / "dist") == ""
    assert find_generator_folders(tmp_path, lambda folder: False) == []
    assert find_generator_folders(tmp_path / "public", lambda folder: False) != []


def test_folders_are_searched_breadth_first_and_four_deep(tmp_path: Path) -> None:
    deep = {"a/b/c/d/mkdocs.yml": "", "a/b/c/d/e/hugo.toml": "", "z/hugo.toml": ""}
    other = {"skip/hugo.toml": "", ".x/hugo.toml": "", "z/config/_default/hugo.toml": ""}
    site(tmp_path, {**deep, **other})
    sites = find_generator_folders(tmp_path, lambda folder: folder.name == "skip")
    names = [(folder.relative_to(tmp_path).as_posix(), found.name) for folder, found in sites]
    assert names == [("z", "hugo"), ("a/b/c/d", "mkdocs")]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_its_generator(name: str) -> None:
    generator = by_name(name)
    assert generator.name == name
    assert generator.detection == FILES[name]


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(ValueError, match="wordpress"):
        by_name("wordpress")


def test_the_package_imports_one_generator_at_a_time() -> None:
    code = (
        "import sys; from seolint.generators import by_name; by_name('jekyll');"
        "bad = {'yaml', 'tomllib', 'json', 'pathspec', 'seolint.generators.hugo'};"
        "print(*bad & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
