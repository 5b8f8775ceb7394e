import re
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seolint.generators.templates import mask_hugo, mask_liquid, mask_outside_code
from seolint.prose import UNKNOWN

MASKS = (mask_liquid, mask_hugo, mask_outside_code)
SYNTAX = (
    *("{{", "}}", "{%", "%}", "{#", "#}", "{{<", ">}}", "{{%", "%}}", "{{/*", "*/}}", "{", "}"),
    *("{% raw %}", "{% endraw %}", "{% set x %}", "{% endset %}", "{% if a %}", "{::comment}"),
    *("{:/}", "{{< highlight go >}}", "{{< /highlight >}}", "```", "~~~", "`", '"', "'", "<a "),
    *("</a>", ">", "\n", "\r\n", "\r", " ", "    ", "x", "é", "\U0001f4a9", "## H\n"),
)


def readable(masked: str) -> str:
    return masked.replace(UNKNOWN, "¿")


@pytest.mark.parametrize("mask", MASKS)
@given(st.lists(st.sampled_from(SYNTAX)).map("".join) | st.text())
@example("{{")
def test_length_and_line_ends_stay(mask: Callable[[str], str], text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert [c if c in "\r\n" else "" for c in masked] == [c if c in "\r\n" else "" for c in text]


@pytest.mark.parametrize("mask", MASKS)
def test_a_page_without_templates_is_the_same_object(mask: Callable[[str], str]) -> None:
    text = "A set {1, 2} and `code`.\n" * 9
    assert mask(text) is text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("to {{ place }}!", "to ¿¿¿¿¿¿¿¿¿¿¿!"),
        ("[a]({{ b }}/c)", "[a](¿¿¿¿¿¿¿/c)"),
        ('<a href="{{ b }}">', '<a href="¿¿¿¿¿¿¿">'),
        ("{% note %}Mind{% endnote %}", "¿¿¿¿¿¿¿¿¿¿Mind¿¿¿¿¿¿¿¿¿¿¿¿¿"),
        ("a\n\n{% toc %}\n\nb", "a\n\n         \n\nb"),
        ("a\n\n{{ toc }}\n\nb", "a\n\n         \n\nb"),
        ("to\n{{ b }}\nand", "to\n¿¿¿¿¿¿¿\nand"),
        ("- {% toc %}", "- ¿¿¿¿¿¿¿¿¿"),
        ("a {# no #} b", "a ¿¿¿¿¿¿¿¿ b"),
        ("## A {#id}", "## A {#id}"),
    ],
)
def test_inline_is_unknown_and_own_lines_are_blank(text: str, masked: str) -> None:
    assert readable(mask_liquid(text)) == masked


def test_what_prints_inside_an_element_is_unknown() -> None:
    assert readable(mask_liquid("<a href=x>\n{% pic %}\n</a>")) == "<a href=x>\n¿¿¿¿¿¿¿¿¿\n</a>"
    assert mask_liquid("<ul>\n{% endfor %}\n</ul>") == "<ul>\n            \n</ul>"


def test_among_attributes_are_blanks() -> None:
    assert mask_liquid('<a {% if b %}id="c"{% endif %}>') == '<a           id="c"           >'
    assert readable(mask_liquid("<a href={{ b }}>")) == "<a href=¿¿¿¿¿¿¿>"


@pytest.mark.parametrize("name", ["raw", "verbatim", "highlight", "comment", "codeblock"])
def test_bodies_of_code_go(name: str) -> None:
    text = f"a\n{{% {name} %}}\n[x]() {{{{ y }}}}\n{{%- end{name} -%}}\nb"
    assert mask_liquid(text).split() == ["a", "b"]


def test_an_inline_raw_region_is_unknown() -> None:
    assert (
        readable(mask_liquid("`{% raw %}{{{% endraw %}` b {{c}}")) == "`" + "¿" * 23 + "` b ¿¿¿¿¿"
    )


def test_a_raw_region_with_fences_or_headings_is_markdown() -> None:
    text = "{% raw %}\n## Title\n```\n{% raw %}\n{{ a }}\n```\nProse.\n{% endraw %}\nMore."
    assert (
        re.sub(r"\s+", " ", readable(mask_liquid(text))) == " ## Title ``` ¿¿¿¿¿¿¿ ``` Prose. More."
    )


def test_a_raw_region_that_never_ends_hides_its_tag_only() -> None:
    assert mask_liquid("{% raw %}\na\n\nb").split() == ["a", "b"]


def test_a_set_that_holds_raw_is_code() -> None:
    text = "{% set a %}{% raw %}\n# b {% endset %}\n{% endraw %}{% endset %}\nc"
    assert mask_liquid(text).split() == ["c"]


def test_a_set_that_calls_itself_code_is_code() -> None:
    assert mask_liquid("{% set codeA %}\n# b\n{% endset %}\nc").split() == ["c"]


def test_a_set_without_raw_keeps_its_text() -> None:
    assert mask_liquid("{% set a %}\nb\n{% endset %}\n{% set c = 1 %}\nd").split() == ["b", "d"]


def test_kramdown_extensions_go() -> None:
    assert mask_liquid("{::comment}\na\n{:/comment}\nb\n{::options x=1 /}").split() == ["b"]


def test_an_escaped_brace_is_one_expression() -> None:
    assert readable(mask_liquid('a {{ "{{" }} b')) == "a ¿¿¿¿¿¿¿¿¿¿ b"


def test_a_value_does_not_cross_paragraphs() -> None:
    text = "{{ a\n\nb }}"
    assert mask_liquid(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ('a {{< b c="d>}}e" >}} f', "a ¿¿¿¿¿¿¿¿¿¿¿¿¿¿¿¿¿¿¿ f"),
        ("a {{< b `c>}}d` >}} e", "a ¿¿¿¿¿¿¿¿¿¿¿¿¿¿¿¿¿ e"),
        ("a {{</* b */>}} c", "a ¿¿¿¿¿¿¿¿¿¿¿¿¿ c"),
        ("a {{/* b */}} c", "a ¿¿¿¿¿¿¿¿¿¿¿ c"),
        ("{{% tip %}}\nA\n{{% /tip %}}", "           \nA\n            "),
        (
            "{{< highlight go >}}\n# a\n{{< /highlight >}}\nb",
            " " * 20 + "\n   \n" + " " * 18 + "\nb",
        ),
        ("a {{ .Title }}", "a ¿¿¿¿¿¿¿¿¿¿¿¿"),
        ("a {% b %}", "a {% b %}"),
    ],
)
def test_hugo(text: str, masked: str) -> None:
    assert readable(mask_hugo(text)) == masked


def test_code_stays_where_it_comes_first() -> None:
    text = "```\n{% raw %}\n```\n`{{ a }}` and\n\n~~~\n{{ b }}\n"
    assert mask_outside_code(text) == text
    assert mask_outside_code(text + "~~~\nc {{ d }} e").split()[-3:] == ["c", UNKNOWN * 7, "e"]


def test_a_raw_tag_in_a_fence_hides_nothing_beyond_it() -> None:
    text = "```\n{% raw %}\n```\nProse\n```\n{% endraw %}\n```\n"
    assert mask_outside_code(text) == text
    assert "Prose" in mask_liquid(text)


def test_a_lone_page_of_any_generator_loses_its_tags() -> None:
    text = "{% highlight go %}\n# a\n{% endhighlight %}\n{{< b >}}\n\n{{ c }}\n\n{% d %}\nText."
    assert mask_outside_code(text).split() == ["Text."]


@pytest.mark.parametrize("mask", MASKS)
@pytest.mark.parametrize(
    "bit",
    [
        *("{{", "{%", "{% raw %}", "{% set a %}", "{% set a %}{% raw %}", '{{< "', "{{< `", "{#- "),
        *("{::comment}", "{{/*", '{{ "{{', "{{{", "```\n", "`{{", "> ``` ", "<a {{ b }} "),
    ],
)
def test_hostile_text_takes_linear_time(mask: Callable[[str], str], bit: str) -> None:
    text = bit * (200_000 // len(bit))
    begin = time.process_time()
    mask(text)
    assert time.process_time() - begin < 0.6
