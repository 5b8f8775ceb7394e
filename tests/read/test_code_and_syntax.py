"""Which texts readers see, where code stands, and in which syntax a page is written."""

import pytest
from pages import page

from seolint.document import Syntax


def test_texts_leave_out_blocks_of_code() -> None:
    doc = page("a\n\n    b\n\n# c\n\n- d\n")
    assert [text.text for text in doc.texts] == ["c", "a", "d"]


def test_code_in_blocks_and_lines() -> None:
    doc = page("a `b` c\n\n```\nd\n```\n<pre>e</pre>\n\n# `f`\n")
    code = "".join(doc.text[place] for place in range(len(doc.text)) if doc.is_code(place))
    assert code == "`b````\nd\n```<pre>e</pre>`f`"


@pytest.mark.parametrize(
    ("path", "generator", "syntax"),
    [
        ("a.md", "plain", "markdown"),
        ("a.mdx", "plain", "mdx"),
        ("a.md", "docusaurus", "mdx"),
        ("a.html", "docusaurus", "html"),
    ],
)
def test_syntax(path: str, generator: str, syntax: Syntax) -> None:
    assert page("a\n", path, generator).syntax == syntax
