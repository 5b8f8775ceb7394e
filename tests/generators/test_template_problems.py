"""What is wrong with the templates of a page."""

import pytest
from pages import page


def problems(text: str, generator: str) -> list[str]:
    doc = page(text, generator=generator)
    return [doc.text[p.start : p.end] for p in doc.reading_problems if p.kind == "template"]


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}{% for b in c %}{{ b }}{% endfor %}{% else %}{% endif %}\n",
        "{% note %}a{% endnote %}{% include b.html %}\n",
        "{% raw %}{{ a {% if {% endraw %}\n",
        "{% comment %}{% if a %}{% endcomment %}\n",
        "{{ '{% if' }}%} {{ \"{{\" }}\n",
        "---\ntitle: '{{'\n---\n{{ page.title | date: '%Y' }}\n",
        '<a href={{ "/a" }}>${{ price }}</a>\n',
    ],
)
def test_sound_liquid(text: str) -> None:
    doc = page(text, generator="jekyll")
    found = [p for p in doc.reading_problems if p.kind == "template"]
    assert all(p.data["where"] == "code" for p in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ a }\n\n{% b", ["{{", "{%"]),
        ("{% if a %}{% for b in c %}{% endif %}\n", ["{% for b in c %}"]),
        ("{% unless a %}\n", ["{% unless a %}"]),
        ("{% raw %}{{ a }}\n", ["{% raw %}"]),
        ("{% endfor %}{% endnote %}\n", ["{% endfor %}", "{% endnote %}"]),
        ("```\n{{ .Values.a }} {{#if}} {{> b}}\n```\n", ["{{ .Values.a }}", "{{#if}}", "{{> b}}"]),
        ("`style={{ color: 'red' }}` ${{ a }}\n", ["{{ color: 'red' }}", "{{ a }}"]),
    ],
)
def test_broken_liquid(text: str, found: list[str]) -> None:
    assert problems(text, "eleventy") == found
    assert problems(text, "zola") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{< a >}}{{% b %}}c{{% /b %}}{{< /a >}}{{< d />}}\n", []),
        ("{{</* /a */>}} {{ a }} {{/* b */}}\n", []),
        ("{{< a\n\n{{% b\n", ["{{<", "{{%"]),
        ("{{< a >}}{{< /a >}}{{< /a >}}\n", ["{{< /a >}}"]),
        ("{{ .Title }} {{ a }}\n", ["{{ .Title }}"]),
    ],
)
def test_hugo(text: str, found: list[str]) -> None:
    assert problems(text, "hugo") == found
