"""A house whose rules change words, and what fixing its pages comes to."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from house import House

from seolint.discovery import discover
from seolint.engine.run import run
from seolint.fix import Outcome, fix_pages

SWAP = """
import re
from seolint.api import Edit, Fix
for match in re.finditer({word!r}, doc.text):
    span = doc.span(*match.span())
    fix = Fix((Edit(span.start, span.end, {new!r}),), "Write {name}", safe={safe})
    yield Problem(span, "{name}", fix=fix, subject="word:{name}")
"""

Fixer = Callable[..., Outcome]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def swap(house: House) -> Callable[..., None]:
    """Writes a rule whose fix puts one word for another."""

    def write(code: str, word: str, new: str, *, safe: bool = True, **traits: Any) -> None:
        letters = "".join(filter(str.isalpha, word)).lower() or "mark"
        name = f"{code.lower()}_no_{letters}"
        house.rule(name, SWAP.format(word=word, new=new, safe=safe, name=name), **traits)

    return write


@pytest.fixture
def fix(house: House) -> Fixer:
    """Fixes the pages of the house; keywords are settings."""

    def call(
        *paths: str,
        apply: bool = True,
        unsafe: bool = False,
        reason: str | None = None,
        write: bool = True,
        meanwhile: Callable[[], None] = lambda: None,
        **more: Any,
    ) -> Outcome:
        found = discover(paths or ["."], house.given(**more), cwd=house.folder)
        check = partial(run, found)

        def check_then(**arguments: Any) -> Any:
            result = check(**arguments)
            meanwhile()
            return result

        return fix_pages(found, check_then, fix=apply, unsafe=unsafe, reason=reason, write=write)

    return call
