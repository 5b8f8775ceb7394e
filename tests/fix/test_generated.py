"""Files that a repository calls generated are not fixed."""

import pytest

from seolint.fix.generated import GeneratedFiles


@pytest.mark.parametrize(
    ("attributes", "generated"),
    [
        ("", []),
        ("api/*.md linguist-generated\n", ["api/a.md"]),
        ("*.md linguist-generated=true\r\n", ["a.md", "api/a.md"]),
        ("*.md text linguist-generated eol=lf\na.md -linguist-generated\n", []),
        ("*.md linguist-generated\n/a.md linguist-generated=false\n", ["api/a.md"]),
        ("# *.md linguist-generated\n*.md text\n", []),
        ("*.md linguist-generatedly\n", []),
    ],
)
def test_the_attributes_say_which(tmp_path, attributes, generated):
    (tmp_path / ".git").mkdir()
    (tmp_path / "api").mkdir()
    (tmp_path / ".gitattributes").write_text(attributes, newline="")
    files = GeneratedFiles()
    assert [name for name in ("a.md", "api/a.md") if files.has(tmp_path / name)] == generated


def test_the_closest_file_has_the_last_word(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "api").mkdir()
    (tmp_path / ".gitattributes").write_text("*.md linguist-generated\n")
    (tmp_path / "api/.gitattributes").write_text("a.md -linguist-generated\n")
    files = GeneratedFiles()
    assert files.has(tmp_path / "api/b.md")
    assert not files.has(tmp_path / "api/a.md")


def test_a_folder_that_is_no_repository_has_none(tmp_path):
    (tmp_path / ".gitattributes").write_text("*.md linguist-generated\n")
    assert not GeneratedFiles().has(tmp_path / "a.md")


def test_they_are_left_alone(house, swap, fix):
    swap("ACME001", "rye", "oat")
    (house.folder / ".git").mkdir()
    house.page(".gitattributes", "api/** linguist-generated\n")
    page = house.page("api/a.md", "rye\n")
    other = house.page("b.md", "rye\n")
    outcome = fix()
    assert (page.read_text(), other.read_text()) == ("rye\n", "oat\n")
    assert outcome.left == {"that are generated": 1}
