import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.generators import NAMES, by_name
from seolint.prose import UNKNOWN
from seolint.read.masking import dynamic, mask

PIECES = (
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "a",
    "5",
    " ",
    "\n",
    "\r\n",
    "\r",
    "`",
    "```\n",
    "\\",
)


def masked(text: str, generator: str = "quarto", body: int = 0) -> str:
    return mask(text, body, by_name(generator)).replace(UNKNOWN, "¿")


@pytest.mark.parametrize("name", NAMES)
@given(
    st.lists(st.sampled_from((*PIECES, "{{", "}}", "{%", "%}", "---\n"))).map("".join), st.data()
)
def test_length_and_line_ends_stay(name: str, text: str, data: st.DataObject) -> None:
    body = data.draw(st.integers(0, len(text)))
    found = mask(text, body, by_name(name))
    assert len(found) == len(text)
    assert [c if c in "\r\n" else "" for c in found] == [c if c in "\r\n" else "" for c in text]


def test_front_matter_becomes_blanks() -> None:
    assert masked("---\r\ntitle: é\r\n---\nBody", "plain", 18) == "   \r\n        \r\n   \nBody"


def test_front_matter_templates_do_not_reach_into_the_body() -> None:
    text = "---\na: '{% raw %}'\n---\nText {% endraw %}\n"
    assert "Text" in masked(text, "jekyll", text.index("Text"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n$$\nx_1\n$$\n\nb", "a\n\n  \n   \n  \n\nb"),
        ("$$ x $$", "       "),
        ("a $x_1$ b", "a ¿¿¿¿¿ b"),
        ("a $$x$$ b", "a ¿¿¿¿¿ b"),
        (r"a \(x\) and \[y\]", "a ¿¿¿¿¿ and ¿¿¿¿¿"),
        ("from $5 to $6", "from $5 to $6"),
        ("$5/$6", "$5/$6"),
        (r"\$a and b$", r"\$a and b$"),
        ("$a\n\nb$", "$a\n\nb$"),
        ("$$\na\n\nb\n$$", "$$\na\n\nb\n$$"),
        ("`$a$` $b$", "`$a$` ¿¿¿"),
        ("`` $a$ ` `` $b$", "`` $a$ ` `` ¿¿¿"),
        ("it`s $b$", "it`s ¿¿¿"),
        ("```\n$$\na\n$$\n```\n$b$", "```\n$$\na\n$$\n```\n¿¿¿"),
    ],
)
def test_math(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_math_without_a_generator_that_has_it() -> None:
    text = "$a$ and $$b$$ and \\(c\\)\n\n$$\nd\n$$\n"
    assert masked(text, "jekyll") == "$a$ and $$b$$ and \\(c\\)\n\n  \n \n  \n"


@pytest.mark.parametrize(
    ("generator", "text", "expected"),
    [
        ("jekyll", "{% include a.html %}", True),
        ("jekyll", "{% if a %}b{% endif %} {{ c }} {% post_url d %}", False),
        ("hugo", "{{< figure >}}", True),
        ("hugo", "{{ .Title }}", False),
        ("zola", "{{ youtube(id=1) }}", True),
        ("mkdocs", "```\n{% include 'a' %}\n```", False),
        ("mkdocs", '--8<-- "a.md"', True),
        ("docusaurus", "{{< left >}}", False),
        ("plain", "text", False),
    ],
)
def test_pages_that_bring_in_content(generator: str, text: str, expected: bool) -> None:
    assert dynamic(text, mask(text, 0, by_name(generator))) is expected


@pytest.mark.parametrize("bit", ["$$", "$a", "\\(", "\\[", "` ``", "$$\n", "\n\n$", "`$a$"])
def test_hostile_math_takes_linear_time(bit: str) -> None:
    text = bit * (200_000 // len(bit))
    begin = time.process_time()
    mask(text, 0, by_name("quarto"))
    assert time.process_time() - begin < 0.6
