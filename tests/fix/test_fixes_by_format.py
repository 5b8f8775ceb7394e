"""Fixes of the built-in rules in every kind of page, through all that fixing does."""

from functools import partial

import pytest

from seolint.discovery import discover
from seolint.engine.run import run
from seolint.fix import fix_pages

SITE = {
    "base-url": "https://own.example/",
    "name": "Own",
    "title-template": "{title} | {site}",
    "h1": "layout",
}
JSON_LD = """\
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "Person", "name": "I"END
</script>
"""
SAFE = [
    ("a.md", "---\ntitle: Rye | Own\n---\n", "---\ntitle: Rye\n---\n"),
    ("a.md", "+++\ntitle = 'Rye | Own'\n+++\n", "+++\ntitle = 'Rye'\n+++\n"),
    ("a.md", '{\n  "title": "Rye | Own"\n}\n', '{\n  "title": "Rye"\n}\n'),
    ("a.md", "---\ntitle: on\n---\n", '---\ntitle: "on"\n---\n'),
    ("a.md", "---\nlang: en-UK\n---\n", "---\nlang: en-GB\n---\n"),
    ("a.md", "---\ncanonical: /a/\n---\n", "---\ncanonical: https://own.example/a/\n---\n"),
    ("a.md", "---\ntitle: RyeÃ©\n---\nRye â€“\n", "---\ntitle: Ryeé\n---\nRye –\n"),
    ("a.mdx", "import A from 'a'\n\nRye â€“ <A>Ã©</A>\n", "import A from 'a'\n\nRye – <A>é</A>\n"),
    ("a.html", "<p title='Ã©'>Rye â€“</p>\n", "<p title='Ã©'>Rye –</p>\n"),
    ("a.md", "# Rye\n\n## Oats\n", "## Rye\n\n### Oats\n"),
    ("a.mdx", "# Rye\n\n## Oats\n", "## Rye\n\n### Oats\n"),
    ("a.md", "Rye.\n\n##\n\nOats.\n", "Rye.\n\n\n\nOats.\n"),
    ("a.mdx", "Rye.\n\n##\n\nOats.\n", "Rye.\n\n\n\nOats.\n"),
    ("a.html", "<p>Rye.</p><h2></h2>\n", "<p>Rye.</p>\n"),
    ("a.md", "[a](htps://b.example)\n", "[a](https://b.example)\n"),
    ("a.md", "[a][b]\n\n[b]: www.b.example\n", "[a][b]\n\n[b]: https://www.b.example\n"),
    ("a.mdx", "<a href='htps://b.example'>a</a>\n", "<a href='https://b.example'>a</a>\n"),
    ("a.html", "<a href='htps://b.example'>a</a>\n", "<a href='https://b.example'>a</a>\n"),
    ("a.md", "[a](http://own.example/)\n", "[a](https://own.example/)\n"),
    ("a.md", "![a](http://own.example/a.png)\n", "![a](https://own.example/a.png)\n"),
    ("a.html", "<img alt='a' src='http://own.example/a.png'>", "<img alt='a' src='https://own.example/a.png'>"),
    ("a.md", "[a](/b?utm_source=c&d=e)\n", "[a](/b?d=e)\n"),
    ("a.html", "<a href='/b?utm_source=c&amp;d=e'>a</a>\n", "<a href='/b?d=e'>a</a>\n"),
    ("a.md", "<a href='https://b.example' rel='dofollow'>a</a>\n", "<a href='https://b.example'>a</a>\n"),
    ("a.html", "<a href='//b.co' rel='no-follow'>a</a>", "<a href='//b.co' rel='nofollow'>a</a>"),
    ("a.md", "Rye &amp;amp; oats\n", "Rye &amp; oats\n"),
    ("a.html", "<p>Rye &amp;amp; oats</p>\n", "<p>Rye &amp; oats</p>\n"),
    ("a.md", "Hot\u200b kiln\n", "Hot kiln\n"),
    ("a.html", "<img loading=lazy alt=a src=a.png>", "<img alt=a src=a.png>"),
    ("a.md", '<img src="a.png" loading="lazy" alt="a">', '<img src="a.png" alt="a">'),
    ("a.mdx", '<img src="a.png" loading="lazy" alt="a" />', '<img src="a.png" alt="a" />'),
    ("a.html", "<p class='a'>Rye&nbsp;&nbsp;&nbsp;oats</p>\n", "<p class='a'>Rye&nbsp;oats</p>\n"),
    ("a.html", JSON_LD.replace("END", ",}"), JSON_LD.replace("END", "}")),
]  # fmt: skip
UNSAFE = [
    ("a.md", "\ufeffRye.\n", "Rye.\n"),
    ("a.md", "\ufeff---\ntitle: Rye\n---\n", "---\ntitle: Rye\n---\n"),
    ("a.md", "## Rye\n\n#### Oats\n\n##### Corn\n", "## Rye\n\n### Oats\n\n#### Corn\n"),
    ("a.mdx", "## Rye\n\n#### Oats\n", "## Rye\n\n### Oats\n"),
    ("a.md", "[a](http://b.example)\n", "[a](https://b.example)\n"),
    ("a.html", "<a href=http://b.example>a</a>\n", "<a href=https://b.example>a</a>\n"),
    ("a.md", "In the the oven.\n", "In the oven.\n"),
    ("a.mdx", "In the the oven.\n", "In the oven.\n"),
    ("a.html", "<p>In the the oven.</p>\n", "<p>In the oven.</p>\n"),
    ("a.md", "<p>See <b>rye</p>\n", "<p>See <b>rye</b></p>\n"),
    ("a.html", "<p>See <b>rye</p>\n", "<p>See <b>rye</b></p>\n"),
    ("a.md", "<p>**Rye**</p>\n", "<p><strong>Rye</strong></p>\n"),
    ("a.md", "Pay with p\u0430ypal.\n", "Pay with paypal.\n"),
    ("a.html", "<p>Pay with p\u0430ypal.</p>\n", "<p>Pay with paypal.</p>\n"),
    ("a.md", "---\ntitle: Rye\nslug: Rye Bread\n---\n", "---\ntitle: Rye\nslug: rye-bread\n---\n"),
    ("a.html", "<a href='https://amzn.to/3x'>a</a>\n", "<a rel=\"sponsored\" href='https://amzn.to/3x'>a</a>\n"),
]  # fmt: skip


def fixed(folder, path: str, text: str, unsafe: bool, end: str) -> str:
    page = folder / path
    page.write_bytes(text.replace("\n", end).encode())
    given = {"site": SITE, "profile": "all", "ignore": ["META010"]}
    found = discover([path], given, cwd=folder, isolated=True)
    outcome = fix_pages(found, partial(run, found), unsafe=unsafe)
    assert outcome.run.errors == ()
    return page.read_bytes().decode()


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("path", "text", "expected"), SAFE)
def test_safe_fixes(path, text, expected, end, tmp_path):
    assert fixed(tmp_path, path, text, False, end) == expected.replace("\n", end)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("path", "text", "expected"), UNSAFE)
def test_unsafe_fixes(path, text, expected, end, tmp_path):
    assert fixed(tmp_path, path, text, False, end) == text.replace("\n", end)
    assert fixed(tmp_path, path, text, True, end) == expected.replace("\n", end)
