"""A file is replaced as a whole, and keeps what it was but its bytes."""

import os
import stat
from pathlib import Path

import pytest

from seolint.fix import writing
from seolint.fix.writing import CHANGED, Job, write_files


def write(path: Path, old: bytes, new: bytes) -> str:
    [refused] = write_files([Job(path, old, new)])
    return refused


@pytest.fixture(params=["unnamed", "named"])
def page(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that holds `old`, on a system with files without names and on one without."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    return path


def names(page: Path) -> list[str]:
    return sorted(os.listdir(page.parent))


def test_the_bytes_are_new_and_nothing_else_is_there(page):
    assert write(page, b"old", b"new") == ""
    assert page.read_bytes() == b"new"
    assert names(page) == ["page.md"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(page, mode):
    page.chmod(mode)
    write(page, b"old", b"new")
    assert stat.S_IMODE(page.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_stays(page):
    os.chown(page, 65534, 65534)
    write(page, b"old", b"new")
    assert (page.stat().st_uid, page.stat().st_gid) == (65534, 65534)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_stay(page):
    try:
        os.setxattr(page, "user.note", b"mine")
    except OSError:
        pytest.skip("no extended attributes on this file system")
    write(page, b"old", b"new")
    assert os.getxattr(page, "user.note") == b"mine"


def test_hard_links_stay(page):
    other = page.with_name("other.md")
    other.hardlink_to(page)
    assert write(page, b"old", b"newer") == ""
    assert other.read_bytes() == b"newer"
    assert other.samefile(page)
    assert write(page, b"newer", b"n") == ""
    assert other.read_bytes() == b"n"
    assert names(page) == ["other.md", "page.md"]


def test_a_file_with_other_bytes_is_left_alone(page):
    page.write_bytes(b"mine")
    assert write(page, b"old", b"new") == CHANGED
    assert page.read_bytes() == b"mine"


def test_a_file_that_is_saved_while_the_new_one_is_made_is_left_alone(page, monkeypatch):
    sync = os.fsync

    def save(descriptor: int) -> None:
        page.write_bytes(b"mine, and later")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", save)
    assert write(page, b"old", b"new") == CHANGED
    assert page.read_bytes() == b"mine, and later"
    assert names(page) == ["page.md"]


def test_a_file_that_is_gone_is_told_of(page):
    page.unlink()
    assert write(page, b"old", b"new") == "no such file or directory"
    assert names(page) == []


def test_what_goes_wrong_leaves_the_old_bytes_and_nothing_else(page, monkeypatch):
    def full(descriptor: int, data: bytes) -> None:
        os.write(descriptor, data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write", full)
    assert write(page, b"old", b"new") == "no space left on device"
    assert page.read_bytes() == b"old"
    assert names(page) == ["page.md"]


def test_a_name_that_cannot_be_taken_leaves_nothing(page, monkeypatch):
    def refuse(one: Path, other: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "replace", refuse)
    assert write(page, b"old", b"new") == "operation not permitted"
    assert names(page) == ["page.md"]


def test_what_a_failure_of_power_left_is_cleared_away(page, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda one, other: os._exit(1))
        assert write(page, b"old", b"new") == "the process that writes has ended"
    assert len(names(page)) == 2
    assert write(page, b"old", b"new") == ""
    assert names(page) == ["page.md"]


def test_a_hard_link_gets_its_bytes_back_when_there_is_no_room(page, monkeypatch):
    page.with_name("other.md").hardlink_to(page)
    whole = writing._write

    def full(descriptor: int, data: bytes) -> None:
        if data == b"newer":
            os.write(descriptor, data[:4])
            raise OSError(28, "No space left on device")
        whole(descriptor, data)

    monkeypatch.setattr(writing, "_write", full)
    assert write(page, b"old", b"newer") == "no space left on device"
    assert page.read_bytes() == b"old"


def test_each_job_has_its_answer(tmp_path):
    paths = [tmp_path / name for name in ("a.md", "b.md", "c.md")]
    for path in paths:
        path.write_bytes(b"old")
    paths[1].write_bytes(b"mine")
    assert write_files([Job(path, b"old", b"new") for path in paths]) == ["", CHANGED, ""]
    assert [path.read_bytes() for path in paths] == [b"new", b"mine", b"new"]
    assert write_files([]) == []


def test_a_system_without_fork_writes_all_the_same(page, monkeypatch):
    monkeypatch.delattr(os, "fork")
    assert write(page, b"old", b"new") == ""
    assert page.read_bytes() == b"new"
