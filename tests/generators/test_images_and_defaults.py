from pathlib import Path

import pytest

from seolint.generators import NAMES, by_name

YAML_11 = {"plain", "html", "jekyll", "mkdocs", "pelican", "quarto"}


@pytest.mark.parametrize("name", NAMES)
def test_the_version_of_yaml_is_that_of_the_generator(name: str) -> None:
    assert by_name(name).yaml == ("1.1" if name in YAML_11 else "1.2")


@pytest.mark.parametrize(
    ("name", "file", "text", "compresses"),
    [
        ("astro", "astro.config.mjs", "", True),
        ("eleventy", "package.json", '{"devDependencies": {"@11ty/eleventy-img": "5"}}', True),
        ("eleventy", "package.json", '{"devDependencies": {"@11ty/eleventy": "3"}}', False),
        ("docusaurus", "package.json", '"@docusaurus/plugin-ideal-image"', True),
        ("hugo", "layouts/_markup/render-image.html", '{{ $image.Resize "800x webp" }}', True),
        ("hugo", "layouts/_markup/render-image.html", "{{ .Destination }}", False),
        ("jekyll", "Gemfile", 'gem "jekyll_picture_tag"', True),
        ("jekyll", "_config.yml", "", False),
    ],
)
def test_whether_images_are_compressed(
    tmp_path: Path, name: str, file: str, text: str, compresses: bool
) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    assert by_name(name).settings(tmp_path).image_pipeline is compresses


def test_jekyll_gives_defaults_to_pages(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(
        "defaults:\n- scope: {path: ''}\n  values: {author: ann, layout: post}\n- none\n"
    )
    assert by_name("jekyll").settings(tmp_path).defaults == {"author", "layout"}


@pytest.mark.parametrize(
    "config",
    [
        "cascade:\n  params: {author: ann}\n  Draft: false\n",
        "cascade:\n- params: {author: ann}\n- Draft: false\n",
    ],
)
def test_hugo_gives_a_cascade_to_pages(tmp_path: Path, config: str) -> None:
    (tmp_path / "hugo.yaml").write_text(config)
    assert by_name("hugo").settings(tmp_path).defaults >= {"author", "draft"}
