import pytest

from seolint.generators.fences import fences


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("```\na\n```\nb", ["```\na\n```"]),
        ("a\n~~~ go\n```\n~~~~\nb", ["~~~ go\n```\n~~~~"]),
        ("````\n```\n````\n", ["````\n```\n````"]),
        ("- ```\n  a\n  ```\nb", ["```\n  a\n  ```"]),
        ("> ```\n> a\n> ```\nb", ["```\n> a\n> ```"]),
        ("```\ra\r```\rb", ["```\ra\r```"]),
        ("```\na", ["```\na"]),
        ("```a```\nb", []),
        ("a ```\nb", []),
        ("~~~a~~~\nb", ["~~~a~~~\nb"]),
        ("```\na\n``` b\n```\n", ["```\na\n``` b\n```"]),
        ("", []),
    ],
)
def test_fenced_blocks(text: str, blocks: list[str]) -> None:
    assert [text[start:end] for start, end in fences(text)] == blocks
