"""Front matter: what is read as such, what is refused, and where the body begins."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.generators.front_matter import (
    ASTRO,
    ELEVENTY,
    GRAY_MATTER,
    HEXO,
    HUGO,
    JEKYLL,
    MKDOCS,
    PELICAN,
    PLAIN,
    ZOLA,
    FrontMatterRules,
)
from seolint.read.decoding import decode
from seolint.read.frontmatter import FrontMatter, read_front_matter
from seolint.span import Lines

ORACLE = Path(__file__).parents[2].parent / "shared" / "oracles" / "frontmatter_cases.json"

READ_ALIKE = {
    "metadata": "plain crlf bom dots trailws_open trailws_close blank_first indent_open empty toml "
    "json json_nl jsonfence tab closedash_in_value fence_in_block date baddate datetime no_bool "
    "anchor tag leading_ws_body hash null hash_only",
    "none": "hr_only hr_first 4dash list scalar nofm mmd comment",
    "invalid": "no_close hr_first2 badyaml tabindent liquid unicode_ws at pct star quote backtick "
    "title_colon_end",
    "repeated": "dupkey",
}
"""What becomes of a case where nothing is known of the generator."""

DIFFERENCES: Mapping[str, tuple[FrontMatterRules, str, Mapping[str, str]]] = {
    "plain": (PLAIN, "post.md", {}),
    "jekyll post": (
        JEKYLL,
        "_posts/2024-05-01-rye.md",
        {
            "invalid": "blank_first indent_open toml json json_nl jsonfence 4dash hr_first list "
            "scalar tag"
        },
    ),
    "jekyll page": (
        JEKYLL,
        "rye.md",
        {
            "invalid": "blank_first indent_open toml json json_nl jsonfence 4dash hr_first list "
            "scalar tag bom"
        },
    ),
    "hugo": (HUGO, "post.md", {"invalid": "dots 4dash jsonfence hr_first list scalar"}),
    "docusaurus": (
        GRAY_MATTER,
        "post.md",
        {
            "invalid": "dots tag blank_first indent_open 4dash toml json json_nl hr_first list "
            "scalar"
        },
    ),
    "eleventy": (
        ELEVENTY,
        "post.md",
        {
            "none": "toml json json_nl",
            "invalid": "dots tag blank_first indent_open 4dash hr_first list scalar",
        },
    ),
    "astro": (
        ASTRO,
        "post.md",
        {"invalid": "4dash tag dots indent_open json json_nl jsonfence hr_first list scalar"},
    ),
    "hexo": (
        HEXO,
        "post.md",
        {
            "metadata": "4dash",
            "invalid": "dots trailws_open blank_first empty toml json json_nl jsonfence "
            "indent_open list",
        },
    ),
    "zola": (
        ZOLA,
        "content/post.md",
        {
            "invalid": "dots trailws_open json json_nl jsonfence 4dash hr_first list scalar "
            "hr_only nofm mmd comment"
        },
    ),
    "mkdocs": (
        MKDOCS,
        "post.md",
        {
            "metadata": "mmd",
            "invalid": "blank_first indent_open empty 4dash toml json json_nl jsonfence tag",
        },
    ),
    "pelican": (
        PELICAN,
        "post.md",
        {
            "metadata": "mmd 4dash no_close hr_first2 badyaml tabindent liquid unicode_ws at pct "
            "star quote backtick title_colon_end",
            "invalid": "blank_first indent_open toml json json_nl jsonfence",
        },
    ),
}


def front(text: str | bytes, rules: FrontMatterRules = PLAIN, path: str = "post.md") -> FrontMatter:
    raw, clean, _ = decode(text if isinstance(text, bytes) else text.encode())
    return read_front_matter(clean, Lines(raw), rules, path)


def outcome(found: FrontMatter) -> str:
    kinds = [problem.kind for problem in found.problems]
    if kinds:
        return "repeated" if set(kinds) == {"duplicate-key"} else "invalid"
    return "metadata" if found.format else "none"


def expected(differences: Mapping[str, str]) -> dict[str, str]:
    return {
        case: name
        for outcomes in (READ_ALIKE, differences)
        for name, cases in outcomes.items()
        for case in cases.split()
    }


@pytest.mark.parametrize("generator", DIFFERENCES)
def test_every_case_of_the_oracle(generator: str) -> None:
    if not ORACLE.is_file():
        pytest.skip(f"the oracle {ORACLE.name} is not on this machine")
    rules, path, differences = DIFFERENCES[generator]
    cases: dict[str, str] = json.loads(ORACLE.read_text(encoding="utf-8"))
    found = {name: front(text, rules, path) for name, text in cases.items()}
    assert {name: outcome(one) for name, one in found.items()} == expected(differences)
    for one in found.values():
        if outcome(one) == "invalid":
            assert len(one.problems) == 1
            assert one.fields == {}
        if outcome(one) == "metadata" and "title" in one.fields and generator != "pelican":
            assert one.fields["title"].text in ("", "A", "C# rocks")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("block", "format"),
    [
        (["---", "title: Größe", "---"], "yaml"),
        (["---", "title: Größe", "..."], "yaml"),
        (["", "", "  ---  ", "title: Größe", "---  "], "yaml"),
        (["---yaml", "title: Größe", "---"], "yaml"),
        (["+++", "title = 'Größe'", "+++"], "toml"),
        (["---toml", "title = 'Größe'", "---"], "toml"),
        (["{", '"title": "Größe"', "}"], "json"),
        (['{"title": "Größe"}'], "json"),
        (["---json", '{"title": "Größe"}', "---"], "json"),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_fences_and_places(block: list[str], format: str, end: str, mark: str) -> None:
    text = mark + end.join([*block, "Body 𝄞", ""])
    found = front(text)
    title = found.fields["title"]
    assert (found.format, found.problems) == (format, ())
    assert text[found.body :].strip() == "Body 𝄞"
    assert text[found.body] == "B"
    assert text[title.start : title.end] == title.text == "Größe"
    assert text[title.key_start : title.key_end] == "title"
    assert text[found.start] in "-+{"
    where = title.span
    assert text.encode()[where.start : where.end].decode() == "Größe"
    assert where.line == 1 + next(row for row, line in enumerate(block) if "title" in line)


def test_front_matter_may_be_all_there_is() -> None:
    for text in ("---\ntitle: A\n---", "+++\n+++", '{"a": 1}', "---\n---"):
        found = front(text)
        assert found.format and found.body == len(text)


def test_a_fence_inside_a_value_closes_nothing() -> None:
    text = "---\na: |\n  ---\n  x\nb: --- y\n---\nBody"
    found = front(text)
    assert [field.text for field in found.fields.values()] == ["---\nx\n", "--- y"]
    assert text[found.body :] == "Body"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nProse: with: colons\n\n---\n",
        "----\ntitle: A\n----\n",
        "---\nno key\n",
        "--- x\ntitle: A\n---\n",
        "-" * 100_000 + "\ntitle: A\n",
        "---scss\na: b\n---\n",
        "{{ include }}\n",
        "{% include 'a' %}\n",
        "{: .class}\n",
        "{#id}\n",
        "{/* comment */}\n",
        "+++ x\n",
        "+++\n",
        "Key: value\n",
        ';;;\n"a": 1\n;;;\n',
        "",
        "\n\n",
    ],
)
def test_text_is_text(text: str) -> None:
    assert front(text) == FrontMatter()


def test_prose_between_two_rules_is_text() -> None:
    assert front("---\n\nBread, and no key\n\n---\nmore") == FrontMatter()
    assert front("---\n- rye\n- spelt\n---\n") == FrontMatter()


def broken(
    text: str, rules: FrontMatterRules = PLAIN, path: str = "post.md"
) -> tuple[str, str, str]:
    """The characters, the message and the help of the only problem."""
    (problem,) = front(text, rules, path).problems
    assert problem.kind == "front-matter"
    return text[problem.start : problem.end], problem.message, problem.data.get("help", "")


@pytest.mark.parametrize(
    ("text", "rules", "place", "message", "help"),
    [
        ("---\ntitle: a: b\n---\n", PLAIN, ":", "Colon in an unquoted value", "quotes"),
        ("---\ntitle: a: b\n---\n", HUGO, ":", "Colon in an unquoted value", "Hugo's build fails"),
        ("---\ntitle: A\n", ASTRO, "---", "Front matter without a closing `---`", "as text"),
        ("+++\na = 1\n", PLAIN, "+++", "Front matter without a closing `+++`", "Close it"),
        ('{"a": 1\n', PLAIN, "{", "Front matter without a closing `}`", "Close it"),
        ("---\na: 1\n...\n", HUGO, "...", "The front matter ends with `...`", "build fails"),
        ("\n---\na: 1\n---\n", JEKYLL, "---", "Blank lines come before the front matter", "copies"),
        (" ---\na: 1\n---\n", ASTRO, " ", "The opening fence is indented", "as text"),
        ("---\t\na: 1\n---\n", ZOLA, "\t", "Blanks follow the opening fence", "build fails"),
        ("---json\n{}\n---\n", HUGO, "json", "The opening fence names a language", "build fails"),
        ("----\na: 1\n----\n", HUGO, "----", "The fence has more than three dashes", "Write `---`"),
        ("---\n---\n", HEXO, "---", "The front matter is empty", "Hexo prints"),
        ("+++\na = 1\n+++\n", MKDOCS, "+++", "The front matter is TOML", "MkDocs prints"),
        ('{"a": 1}\n', HEXO, "{", "The front matter is JSON", "Hexo prints"),
        ("---\na: !x 1\n---\n", GRAY_MATTER, "!x", "YAML knows no tag `!x`", "Remove the tag"),
        ("---\nrye\n---\n", HUGO, "rye", "This is plain text, not keys", "Hugo's build fails"),
    ],
)
def test_refused_blocks_name_the_consequence(
    text: str, rules: FrontMatterRules, place: str, message: str, help: str
) -> None:
    where, said, advice = broken(text, rules)
    assert (where, said) == (place, message)
    assert help in advice


def test_jekyll_treats_posts_and_pages_differently() -> None:
    text = "---\n- rye\n---\n"
    assert "today's date" in broken(text, JEKYLL, "_posts/a.md")[2]
    assert "build fails" in broken(text, JEKYLL, "docs/a.md")[2]
    marked = "\ufeff---\ntitle: A\n---\n"
    assert broken(marked, JEKYLL, "a.md")[0] == "\ufeff"
    assert front(marked, JEKYLL, "en/_posts/a.md").fields["title"].text == "A"


def test_zola_needs_front_matter_in_its_content_only() -> None:
    assert broken("\nRye bread\nmore", ZOLA, "content/blog/a.md")[0] == "Rye bread"
    assert broken("", ZOLA, "content/a.md")[0] == ""
    assert front("Rye bread", ZOLA, "README.md") == FrontMatter()
    assert front("<p>Rye</p>", ZOLA, "content/a.html") == FrontMatter()


def test_consequence_is_not_claimed_where_parsers_differ() -> None:
    assert broken("---\na:\n\tb: 1\n---\n", HEXO)[2] == "Indent with spaces"
    assert broken("---\na: {{ b }}\n---\n", JEKYLL)[2] == "Put the whole value in quotes"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: a: b\n---\nBody", "Body"),
        ("---\ntitle: A\n\nBody", "---\ntitle: A\n\nBody"),
        ("+++\na = b\n+++\nBody", "Body"),
        ('{\n"a": 1,\n}\nBody', "Body"),
        ('{\n"a": {"b": 1\n}\nBody', "Body"),
    ],
)
def test_body_after_a_broken_block(text: str, body: str) -> None:
    found = front(text)
    assert found.format and found.fields == {}
    assert text[found.body :] == body


def test_repeated_keys_leave_the_fields() -> None:
    text = "---\ntitle: A\nseo:\n  x: 1\n  x: 2\ntitle: B\n---\n"
    found = front(text)
    assert found.fields["title"].text == "B"
    assert [(problem.kind, problem.data["key"]) for problem in found.problems] == [
        ("duplicate-key", "seo.x"),
        ("duplicate-key", "title"),
    ]
    start, end = found.problems[1].data["first"]
    assert (start, text[start:end]) == (4, "title")
    assert found.problems[1].start == text.rindex("title")


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 60_000 + "\n---\nBody",
        "---\na0: &a0 [x]\n"
        + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))
        + "---\nBody",
        "+++\na = " + "[" * 50_000 + "\n+++\nBody",
        '{"a": ' + "[" * 50_000 + "\n}\nBody",
        "---\na: " + "x" * 70_000 + "\n---\nBody",
    ],
)
def test_limits_are_a_problem_and_the_body_is_kept(text: str) -> None:
    found = front(text)
    assert outcome(found) == "invalid"
    assert text[found.body :] == "Body"


def test_javascript_is_left_alone() -> None:
    for rules in (PLAIN, GRAY_MATTER, ELEVENTY, HUGO):
        found = front("---js\n{ title: rye() }\n---\nBody", rules)
        assert (found.format, found.fields, found.problems) == ("export", {}, ())
        assert found.body == 27


@pytest.mark.parametrize(
    ("text", "path", "format"),
    [
        ("export const metadata = {\n  title: 'A'\n}\n\n# A\n", "a.mdx", "export"),
        ("import x from 'y'\n\nexport const meta={title: 'A'}\n", "a.mdx", "export"),
        ("export const meta = {}\n", "a.md", ""),
        ("export const other = {}\n", "a.mdx", ""),
        ("---\ntitle: A\n---\nexport const meta = {}\n", "a.mdx", "yaml"),
    ],
)
def test_exported_metadata_is_unknown(text: str, path: str, format: str) -> None:
    found = front(text, path=path)
    assert found.format == format
    assert found.body == (0 if format != "yaml" else 17)


def test_pelican_reads_lines_as_they_are_written() -> None:
    text = "---\nTitle: C# rocks: #1 tip\nTags: a,\n    b\n\nBody"
    found = front(text, PELICAN)
    assert found.format == "mmd"
    assert found.fields["title"].text == "C# rocks: #1 tip"
    assert found.fields["tags"].text == "a, b"
    assert text[found.body :] == "\nBody"
    closed = "Title: A\n---\nBody"
    assert closed[front(closed, PELICAN).body :] == "Body"


def test_hexo_reads_a_block_with_a_closing_fence_only() -> None:
    found = front("title: A\ntags: [x]\n---\nBody", HEXO)
    assert (found.format, found.fields["title"].text, found.body) == ("yaml", "A", 23)
    found = front('"title": "A"\n;;;\nBody', HEXO)
    assert (found.format, found.fields["title"].text, found.body) == ("json", "A", 17)
    found = front(';;;\n"title": "A"\n;;;\nBody', HEXO)
    assert (found.format, found.fields["title"].text) == ("json", "A")
    assert front("A heading\n---\nBody", HEXO) == FrontMatter()


def test_bad_bytes_and_nul_are_no_syntax() -> None:
    found = front(b"---\ntitle: Caf\xe9 \0\n---\nBody")
    assert found.fields["title"].text == "Caf\ufffd \ufffd"
    assert found.fields["title"].span.end == 17


@pytest.mark.parametrize("text", ["# Rye\n", "{{ x }}\n", "Key: value\n", "text\n\n---\n\n---\n"])
def test_a_page_without_front_matter_loads_no_parser(text: str) -> None:
    code = (
        "import sys\n"
        "from seolint.generators.front_matter import PLAIN\n"
        "from seolint.read.frontmatter import read_front_matter\n"
        "from seolint.span import Lines\n"
        f"read_front_matter({text!r}, Lines({text!r}), PLAIN, 'a.md')\n"
        "print({'yaml', 'frontmatter', 'tomllib'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "set()\n", result.stderr


LINES = ["---", "----", "...", "+++", ";;;", "---json", "---js", "{", "}", "", " ", "---  "]
LINES += ["title: A", "title: a: b", "title = 'A'", '"title": "A"', "- x", "  y", "\ta: 1", "# c"]
LINES += ["é𝄞: {{ z }}", "\ufeff", "export const meta = {", "x", "    more"]
BLOCKS = st.builds(
    lambda lines, end: end.join(lines),
    st.lists(st.sampled_from(LINES), max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


@given(st.one_of(BLOCKS, st.text()))
def test_reading_never_raises_and_places_lie_in_the_text(text: str) -> None:
    clean = " " + text[1:] if text.startswith("\ufeff") else text
    for rules, path, _ in DIFFERENCES.values():
        for name in (path, path + "x"):
            found = read_front_matter(clean, Lines(text), rules, name)
            assert 0 <= found.start <= len(text)
            assert 0 <= found.body <= len(text)
            assert all(0 <= p.start <= p.end <= len(text) for p in found.problems)
            for key, field in found.fields.items():
                assert 0 < field.key_end <= field.start <= field.end <= found.body
                assert field.lines.text[field.key_start : field.key_end].lower() == key.lower()
