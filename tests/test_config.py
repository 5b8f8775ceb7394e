import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.config import ConfigError, closest_config, find_config, load_config
from seolint.config.places import find_places
from seolint.values import ValueSyntaxError, parse_toml

RULE = '''"""A page says who checked it.

Reviewed pages are what the shop is known for.
"""

from typing import Annotated

from msgspec import Meta

from seolint.api import Evidence, Options, bad, document_rule, good


class Checked(Options, frozen=True):
    """`max-days`: how old a check may be."""

    max_days: Annotated[int, Meta(ge=0)] = 90
    min_words: int | dict[str, int] = 5
    names: tuple[str, ...] = ()

    def __post_init__(self):
        if self.max_days == 13:
            raise ValueError("13 brings bad luck")


@document_rule(
    severity="warning",
    evidence=(Evidence("F", "house style"),),
    examples=(good("x"), bad("⟦x⟧")),
    options=Checked,
)
def check(doc, options):
    yield from ()
'''
PLUGIN = '[plugins]\nfiles = ["shop001_checked_by.py"]\n'


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop001_checked_by.py").write_text(RULE, encoding="utf-8")
    return tmp_path


def load(folder: Path, text: str = "", *sets: str, name: str = "seolint.toml", **given):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    options = {key.replace("_", "-"): value for key, value in given.items()}
    return load_config(path, folder, options, sets)


def error(folder: Path, text: str = "", *sets: str, **given) -> str:
    with pytest.raises(ConfigError) as caught:
        load(folder, text, *sets, **given)
    return str(caught.value)


def test_without_a_file_there_are_defaults(site):
    config = load_config(None, site, {})
    assert config.path is None
    assert (config.profile, config.fail_on, config.max_warnings) == ("recommended", "error", -1)
    assert (config.select, config.ignore, config.rules, config.overrides) == ((), (), {}, ())
    assert config.max_file_size == 2 * 1024 * 1024
    assert config.names["search-title"][0] == "seo_title"
    assert config.site.generator == "auto"
    assert "META010" in config.packs.files


def test_a_file_is_read(site):
    config = load(
        site,
        """
profile = "strict"
select = ["META", "HEAD00", "link-malformed", "all"]
max-file-size = "1.5 kB"
drafts = "skip"
language = "pt-BR"
exclude = ["old/**"]
extend-exclude = ["*.tmp.md"]

[site]
generator = "hugo"
base-url = "https://shop.example/blog/"
title-template = "{title} - {site}"
languages = { de = "content/de" }

[frontmatter]
title = ["headline", "title"]

[severity]
READ = "off"
title-missing = "warning"

[per-file-ignores]
"legal/**" = ["META"]
"**/_index.md" = ["TEXT002"]

[suppressions]
require-reason = true
""",
    )
    assert config.profile == "strict"
    assert config.fail_on == "warning"
    assert config.max_file_size == 1500
    assert config.exclude == ("old/**", "*.tmp.md")
    assert config.site.languages == {"de": "content/de"}
    assert config.names["title"] == ("headline", "title")
    assert config.names["draft"] == ("draft",)
    assert config.severity == {"READ": "off", "title-missing": "warning"}
    assert config.ignored_rules("legal/a/_index.md") == ("META", "TEXT002")
    assert config.ignored_rules("about.md") == ()
    assert config.require_reason


def test_the_strict_profile_leaves_fail_on_alone_when_it_is_given(site):
    assert load(site, 'profile = "strict"\nfail-on = "never"').fail_on == "never"
    assert load(site, fail_on="info", profile="strict").fail_on == "info"


def test_options_of_rules_are_values_of_their_own_type(site):
    config = load(site, PLUGIN + "[rules.checked-by]\nmax_days = 3\nmin-words = { de = 4 }\n")
    options = config.rules["checked-by"]
    assert (options.max_days, options.min_words) == (3, {"de": 4})


def test_pyproject_holds_the_same_under_its_own_table(site):
    config = load(
        site,
        "[tool.seolint]\nignore = ['META']\n[tool.seolint.site]\nname = 'S'\n",
        name="pyproject.toml",
    )
    assert config.ignore == ("META",)
    assert config.site.name == "S"


def test_keys_may_be_written_with_underscores(site):
    config = load(site, 'extend_exclude = ["a"]\n[site]\nbase_url = "https://shop.example"\n')
    assert config.site.base_url == "https://shop.example"
    assert config.exclude[-1] == "a"


def test_options_of_the_command_line_win(site):
    text = 'profile = "all"\nselect = ["META"]\nextend-select = ["READ"]\nignore = ["IMG"]\n'
    text += 'include = ["a/**"]\nexclude = ["b/**"]\n'
    config = load(site, text, select=["HEAD"], ignore=["LINK"], include=["c/**"], exclude=["d"])
    assert (config.profile, config.select, config.extend_select) == ("all", ("HEAD",), ())
    assert config.ignore == ("IMG", "LINK")
    assert config.include == ("c/**",)
    assert config.exclude == ("b/**", "d")


def test_extend_select_adds(site):
    config = load(site, 'extend-select = ["READ"]', extend_select=["IMG"])
    assert config.extend_select == ("READ", "IMG")


def test_set_is_the_strongest(site):
    config = load(
        site,
        "max-warnings = 3\n" + PLUGIN + "[rules.checked-by]\nmax-days = 1\nnames = ['a']\n",
        "max-warnings = 5",
        "rules.checked-by.max-days = 2",
        'severity.META010 = "off"',
        max_warnings=4,
    )
    assert config.max_warnings == 5
    assert (config.rules["checked-by"].max_days, config.rules["checked-by"].names) == (2, ("a",))
    assert config.severity == {"META010": "off"}


def test_isolated_reads_no_file(site):
    (site / "seolint.toml").write_text("nonsense", encoding="utf-8")
    config = load_config(site / "seolint.toml", site, {"profile": "all"}, isolated=True)
    assert (config.path, config.profile) == (None, "all")


OVERRIDES = (
    PLUGIN
    + """
[rules.checked-by]
max-days = 10
names = ["a"]

[[overrides]]
files = ["docs/**"]
exclude-files = ["docs/api/**"]
profile = "essential"
severity = { META = "off", "READ" = "info" }
rules.checked-by.max-days = 20
rules.checked-by.min-words = { en = 1 }

[[overrides]]
files = ["**/*.de.md"]
language = "de"
drafts = "check"
rules.checked-by.min-words = { de = 2 }
"""
)


def test_overrides_speak_of_the_paths_that_they_mean(site):
    config = load(site, OVERRIDES)
    assert config.for_path("a.md") == ()
    assert config.for_path("docs/api/a.md") == ()
    (docs,) = config.for_path("docs/a.md")
    assert (docs.profile, docs.select, docs.language) == ("essential", None, None)
    assert docs.severity == {"META": "off", "READ": "info"}
    assert docs.rules["checked-by"].max_days == 20
    assert docs.rules["checked-by"].names == ("a",)


def test_later_overrides_hold_what_earlier_ones_set(site):
    _, german = load(site, OVERRIDES).for_path("docs/a.de.md")
    assert (german.language, german.drafts) == ("de", "check")
    options = german.rules["checked-by"]
    assert (options.max_days, options.min_words) == (20, {"en": 1, "de": 2})
    (alone,) = load(site, OVERRIDES).for_path("a.de.md")
    assert (alone.rules["checked-by"].max_days, alone.rules["checked-by"].min_words) == (
        10,
        {"de": 2},
    )


def test_options_of_the_command_line_win_over_overrides(site):
    config = load(
        site,
        OVERRIDES,
        'severity.READ = "off"',
        "rules.checked-by.max-days = 1",
        profile="all",
        drafts="skip",
    )
    docs, german = config.for_path("docs/a.de.md")
    assert (docs.profile, german.drafts, german.language) == (None, None, "de")
    assert docs.severity == {"META": "off"}
    assert docs.rules["checked-by"].max_days == 1


def test_files_are_extended(site):
    (site / "house").mkdir()
    (site / "house" / "far.toml").write_text(
        'ignore = ["IMG"]\nextend-exclude = ["far/"]\n[site]\nname = "Far"\nh1 = "body"\n'
    )
    (site / "house" / "near.toml").write_text(
        'extend = ["far.toml"]\nextend-exclude = ["near/"]\n[severity]\nMETA = "off"\n'
    )
    config = load(
        site,
        'extend = ["house/near.toml"]\nextend-exclude = ["own/"]\n'
        '[site]\nname = "Own"\n[severity]\nREAD = "off"\n',
    )
    assert config.ignore == ("IMG",)
    assert config.exclude[-3:] == ("far/", "near/", "own/")
    assert (config.site.name, config.site.h1) == ("Own", "body")
    assert config.severity == {"META": "off", "READ": "off"}


def test_a_selection_replaces_all_that_weaker_files_selected(site):
    (site / "house.toml").write_text('select = ["IMG"]\nextend-select = ["READ"]\n')
    config = load(site, 'extend = ["house.toml"]\nselect = ["META"]\n')
    assert (config.select, config.extend_select) == (("META",), ())


def test_a_package_is_extended(site, monkeypatch):
    package = site / "installed" / "house_style"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "seolint.toml").write_text('ignore = ["IMG"]\n')
    monkeypatch.syspath_prepend(str(site / "installed"))
    assert load(site, 'extend = ["pkg:house-style"]\n').ignore == ("IMG",)
    assert "cannot extend `pkg:no-such`: the package is not installed" in error(
        site, 'extend = ["pkg:no-such"]\n'
    )


def test_extending_in_a_circle_is_an_error(site):
    (site / "a.toml").write_text('extend = ["b.toml"]\n')
    (site / "b.toml").write_text('extend = ["seolint.toml"]\n')
    assert error(site, 'extend = ["a.toml"]\n') == (
        "b.toml:1:11: error: the configuration extends itself "
        "(seolint.toml -> a.toml -> b.toml -> seolint.toml)\n"
        "  |\n"
        '1 | extend = ["seolint.toml"]\n'
        "  |           ^^^^^^^^^^^^^^\n"
        "\n"
        "1 problem in the configuration; nothing was linted."
    )


def test_what_cannot_be_extended(site):
    (site / "web" / ".git").mkdir(parents=True)
    (site / "house.toml").touch()
    (site / "web" / "x").mkdir()
    text = error(site / "web", 'extend = ["../house.toml", "no.toml", "x", 3]\n')
    assert "cannot extend `../house.toml`: it is outside the repository\n" in text
    assert "cannot extend `no.toml`: no such file (web/seolint.toml -> web/no.toml)\n" in text
    assert "cannot extend `x`: is a folder, not a file\n" in text


def test_all_problems_are_shown_at_once_with_their_places(site):
    text = (
        "# our shop\n"
        + PLUGIN
        + """
[rules.checked-by]
max-days = "90"
max-daze = 3

[severity]
titel-missing = "off"
READ = "of"
"""
    )
    assert error(site, 'max-warnings = -2\nexclde = ["a"]\n' + text) == (
        """\
seolint.toml:1:16: error: max-warnings must be a whole number of at least -1
  |
1 | max-warnings = -2
  |                ^^

seolint.toml:2:1: error: unknown key `exclde`
  |
2 | exclde = ["a"]
  | ^^^^^^
  = help: did you mean `exclude`?

seolint.toml:8:12: error: rules.checked-by.max-days must be a whole number of at least 0
  |
8 | max-days = "90"
  |            ^^^^
  = help: write it without quotes: 90

seolint.toml:9:1: error: unknown option `max-daze` of `checked-by`
  |
9 | max-daze = 3
  | ^^^^^^^^
  = help: did you mean `max-days`?

seolint.toml:12:1: error: unknown rule `titel-missing` in [severity]
   |
12 | titel-missing = "off"
   | ^^^^^^^^^^^^^
   = help: did you mean `title-missing` (META001)?

seolint.toml:13:8: error: severity.READ must be "error", "warning", "info" or "off"
   |
13 | READ = "of"
   |        ^^^^
   = help: did you mean "off"?

6 problems in the configuration; nothing was linted."""
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('profile = "strickt"', '1:11: error: profile must be "essential", "recommended", '),
        ('select = "META"', "1:10: error: select must be a list of texts"),
        ('select = "META"', '  = help: write it as a list: ["META"]'),
        ('select = ["META", 3]', "1:19: error: select must hold texts only"),
        ('select = ["META", "HED"]', "1:19: error: unknown rule `HED` in select"),
        ("allow-empty = 1", "1:15: error: allow-empty must be true or false"),
        ('allow-empty = "true"', "= help: write it without quotes: true"),
        ("language = 3", '= help: write it in quotes: "3"'),
        ('language = "German!"', "language must be the tag of a language such as `en` or `pt-BR`"),
        ('max-file-size = "big"', 'max-file-size must be a size such as "500 kB" or "2 MiB"'),
        ('include = ["posts/[x"]', "1:12: error: include holds `posts/[x`, which matches nothing"),
        ("site = 3", "1:8: error: site must be a table"),
        ('[site]\nbse-url = "x"', "2:1: error: unknown key `bse-url` in [site]"),
        ('[site]\ngenerator = "hugoo"', '= help: did you mean "hugo"?'),
        ('[site]\nbase-url = "shop.example"', "site.base-url must be an address such as https://"),
        ('[site]\ntitle-template = "{name}"', "site.title-template must hold {title}"),
        ('[site]\nurl-template = "{slug}/"', "site.url-template must begin with a slash"),
        (
            '[site.shortcodes]\nphoto = { src = "file", text = "alt" }',
            "site.shortcodes holds `text`",
        ),
        ('[site.shortcodes]\nphoto = { alt = "text" }', "site.shortcodes says no src and no href"),
        ('[site.shortcodes]\nphoto = "file"', "site.shortcodes.photo must be a table of texts"),
        (
            '[site]\nurl-template = "/{slugg}/"',
            "site.url-template holds {slugg}, which stands for nothing",
        ),
        (
            '[site.url-template]\n"a/**" = "/{x}/"',
            "site.url-template holds {x}, which stands for nothing",
        ),
        ('[site]\nroot = "../x"', "site.root must be a folder below that of the configuration"),
        ('[site]\nroot = "x"', "2:8: error: site.root: no such folder: x"),
        ('[frontmatter]\nheadline = ["x"]', "unknown key `headline` in [frontmatter]"),
        ("[rules.META010]", "1:8: error: unknown rule `META010` in [rules]"),
        ("[rules.META010]", "= help: use its name: description-missing"),
        ("[rules.link-malformed]\nx = 1", "unknown option `x` of `link-malformed`"),
        ('[rules]\nlink-malformed = "off"', "rules.link-malformed must be a table"),
        ('[[overrides]]\nprofile = "all"', "1:3: error: an entry of [[overrides]] needs `files`"),
        (
            '[[overrides]]\nfiles = ["a"]\n[[overrides]]\nfiles = ["b"]\nprofil = "all"',
            "5:1: error: unknown key `profil` in [[overrides]]",
        ),
        ('[[overrides]]\nfiles = ["a"]\nseverity = { METTA = "off" }', "3:14: error: unknown rule"),
        ('[per-file-ignores]\n"a/**" = ["METTA"]', "`METTA` in per-file-ignores.a/**"),
        ("[suppressions]\nrequire = true", "unknown key `require` in [suppressions]"),
        ('[plugins]\nentry-points = ["no-such"]', "no rule pack `no-such` is installed"),
        ("max-warnings = 1\nmax_warnings = 2", "2:1: error: `max-warnings` is given twice"),
        ('required-version = "new"', "required-version must be bounds of a version"),
        ("caching = true", "unknown key `caching`"),
        ('x = "\\u001b[31m"', "unknown key `x`"),
        ('"\\u001b" = 1', "unknown key `\\x1b`"),
    ],
)
def test_a_problem_is_told(site, text, message):
    assert message in error(site, text)


def test_another_version_is_the_only_problem(site):
    text = error(site, 'required-version = ">=99"\nof-the-future = 1\n')
    assert "and >=99 is required" in text
    assert "1 problem in" in text
    assert load(site, 'required-version = ">=0.1, <99, !=3"').path is not None


def test_bounds_of_versions():
    from seolint.config.checking import is_version_wanted

    assert is_version_wanted(">=1.2,<2", "1.2.0")
    assert is_version_wanted("==1.2", "1.2.0rc1")
    assert not is_version_wanted(">1.2", "1.2")
    assert not is_version_wanted("<1.10", "1.10.1")
    assert not is_version_wanted("!=2", "2.0")


def test_what_a_rule_refuses_itself_is_told(site):
    text = error(site, PLUGIN + "[rules.checked-by]\nmax-days = 13\n")
    assert "seolint.toml:3:" in text
    assert "rules.checked-by: 13 brings bad luck" in text


def test_a_broken_plug_in_is_named(site):
    (site / "shop002_broken.py").write_text("1 / 0")
    text = error(site, '[plugins]\nfiles = ["shop002_broken.py"]\n[rules.broken]\nx = 1\n')
    assert "cannot import SHOP002 broken" in text
    assert "no such rule file or folder" in error(site, '[plugins]\nfiles = ["no.py"]\n')


def test_problems_of_options_name_the_option(site):
    text = error(site, "", "max-warnings = -5", "profile=strict", select=["NOPE"])
    assert text == (
        "--set profile=strict: error: invalid TOML: invalid value\n"
        " = help: write --set 'profile=\"strict\"'\n"
        "\n"
        "1 problem in the configuration; nothing was linted."
    )
    assert "command line: error: unknown rule `NOPE` in --select\n" in error(site, select=["NOPE"])
    assert "--set max-warnings = -5: error: max-warnings must be" in error(
        site, "", "max-warnings = -5"
    )


def test_places_in_pyproject(site):
    (site / "pyproject.toml").write_text("[tool.seolint]\n[tool.seolint.site]\nnme = 'x'\n")
    with pytest.raises(
        ConfigError, match=r"pyproject.toml:3:1: error: unknown key `nme` in \[site\]"
    ):
        load_config(site / "pyproject.toml", site, {})


def test_a_syntax_error_has_its_place(site):
    assert error(site, "a = 1\nb = = 2\n").startswith(
        "seolint.toml:2:5: error: invalid TOML: invalid value\n  |\n2 | b = = 2\n  |     ^\n"
    )


def test_tabs_are_four_columns_wide_in_the_excerpt(site):
    assert "1 | allow-empty    =    1\n  |                     ^\n" in error(
        site, "allow-empty\t=\t1\n"
    )


def test_files_that_cannot_be_read_are_one_line(site):
    path = site / "seolint.toml"
    path.mkdir()

    def text() -> str:
        with pytest.raises(ConfigError) as caught:
            load_config(path, site, {})
        return str(caught.value)

    assert text() == "seolint.toml: error: is a folder, not a file"
    path.rmdir()
    assert text() == "seolint.toml: error: cannot be read: no such file or directory"
    path.write_bytes(b"# " + b"x" * (1 << 20))
    assert text() == "seolint.toml: error: is larger than 1 MiB"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    assert text() == "seolint.toml: error: is not UTF-8 text"
    path.write_bytes(b"a = 1\0")
    assert text() == "seolint.toml: error: is binary, not text"


def test_deep_toml_is_an_error(site):
    assert "nested deeper than" in error(site, "a = " + "[" * 100_000)


def test_the_first_file_in_a_folder_counts(site):
    assert find_config(site) is None
    (site / "pyproject.toml").write_text("[project]\nname = 'seolint'\n")
    assert find_config(site) is None
    (site / "pyproject.toml").write_text("[tool]\nseolint = {}\n")
    assert find_config(site) == site / "pyproject.toml"
    (site / "seolint.toml").touch()
    assert find_config(site) == site / "seolint.toml"
    assert load_config(site / "seolint.toml", site, {}).notes == (
        "seolint.toml is used, pyproject.toml beside it is passed over",
    )
    (site / ".seolint.toml").touch()
    assert find_config(site) == site / ".seolint.toml"


def test_a_broken_pyproject_counts_when_it_has_the_table(site):
    (site / "pyproject.toml").write_text("[tool.seolint]\nselect = [\n")
    assert find_config(site) == site / "pyproject.toml"
    (site / "pyproject.toml").write_text("[tool.other]\nseolint = [\n")
    assert find_config(site) is None


def test_a_pyproject_without_the_table_cannot_be_named(site):
    (site / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    with pytest.raises(ConfigError, match=r"has no table \[tool.seolint\]"):
        load_config(site / "pyproject.toml", site, {})


def test_the_closest_file_is_found_up_to_the_repository(site):
    inner = site / "a" / "b"
    inner.mkdir(parents=True)
    (site / "seolint.toml").touch()
    assert closest_config(inner) == site / "seolint.toml"
    (site / "a" / ".git").mkdir()
    assert closest_config(inner) is None
    (site / "a" / ".seolint.toml").touch()
    assert closest_config(inner) == site / "a" / ".seolint.toml"


def test_a_submodule_is_part_of_the_outer_repository(site):
    (site / "seolint.toml").touch()
    (site / "theme").mkdir()
    (site / "theme" / ".git").write_text("gitdir: ../.git/modules/theme\n")
    assert closest_config(site / "theme") == site / "seolint.toml"
    (site / "theme" / ".git").write_text("gitdir: /x/.git/worktrees/theme\n")
    assert closest_config(site / "theme") is None


def test_a_run_without_a_file_loads_neither_toml_nor_pathspec(site):
    code = (
        "import sys; from pathlib import Path; from seolint.config import load_config; "
        "load_config(None, Path.cwd(), {}); "
        "sys.exit(bool({'tomllib', 'pathspec'} & set(sys.modules)))"
    )
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code]) == 0


KEYS = st.sampled_from(["a", "b-c", '"d e"', "'f.g'", '"h\\u0041"'])
SCALARS = st.sampled_from(
    [
        "1",
        '"x # y"',
        "'z'",
        '"""m\n"n" ]"""',
        "'''o\n'p''''",
        "true",
        "1979-05-27 07:32:00",
        "-1.5e3",
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(
            lambda items: f"[\n{' ,# ] '.join(items[:0])}{', '.join(items)} ]"
        ),
        st.dictionaries(KEYS, inner, max_size=2).map(
            lambda table: (
                "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"
            )
        ),
    ),
    max_leaves=4,
)
LINES = st.one_of(
    st.tuples(KEYS, KEYS, VALUES).map(lambda parts: "{} . {} = {}  # c".format(*parts)),
    st.tuples(KEYS, VALUES).map(lambda parts: "{} = {}".format(*parts)),
    KEYS.map(lambda key: f"[t.{key}]"),
    KEYS.map(lambda key: f"[[ l . {key} ]]"),
    st.just("# [x]"),
)


@given(st.lists(LINES, max_size=6).map("\n".join))
def test_the_scan_finds_every_key_that_the_parser_finds(text):
    try:
        data = parse_toml(text)
    except ValueSyntaxError:
        return
    places = find_places(text, data)
    assert {path for path in places.keys if isinstance(path[-1], str)} == set(paths(data, ()))


def paths(data, at):
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs:
        if isinstance(data, dict):
            yield (*at, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*at, key))


def test_a_needed_key_of_the_wrong_type_is_one_problem(site):
    text = error(site, "[[overrides]]\nfiles = 3\n")
    assert "overrides.files must be a list of texts" in text
    assert "1 problem in" in text
    assert "needs `files`" in error(site, "[[overrides]]\nfiles = []\n")
