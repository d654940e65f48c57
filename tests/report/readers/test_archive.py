"""The files in a ZIP come one by one, with their names as they were written, and no more than is reasonable."""

import io
import struct
import zipfile
import zlib

import pytest

from gongkai.report.readers import limits
from gongkai.report.readers.archive import members
from gongkai.report.readers.errors import Unreadable
from tests.report.readers.packages import docx, p, zipped


def gbk_zip(name: str) -> bytes:
    """Return a ZIP whose only member has a GBK name and no flag that tells."""
    data, raw = b"x", name.encode("gbk")
    check = zlib.crc32(data)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, check, 1, 1, len(raw), 0) + raw + data
    central = (
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, check, 1, 1, len(raw), 0, 0, 0, 0, 0, 0) + raw
    )
    return local + central + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)


def test_members_come_in_order_with_their_paths() -> None:
    data = zipped({"乙/b.txt": "2", "a.txt": "1"})
    assert list(members(data, "r.zip")) == [("r.zip!/乙/b.txt", b"2"), ("r.zip!/a.txt", b"1")]


def test_names_written_by_chinese_windows_are_read() -> None:
    assert [path for path, _ in members(gbk_zip("某某街道年度报告.txt"), "a.zip")] == ["a.zip!/某某街道年度报告.txt"]


def test_names_that_climb_out_are_kept_inside() -> None:
    assert [path for path, _ in members(zipped({"../../etc/a.txt": "1", "/b.txt": "2"}), "a.zip")] == [
        "a.zip!/etc/a.txt",
        "a.zip!/b.txt",
    ]


def test_what_systems_leave_in_archives_is_passed_over() -> None:
    left = {"__MACOSX/._a.docx": "", "Thumbs.db": "", "x/.DS_Store": "", "~$a.docx": "", "dir/": "", "a.txt": "1"}
    assert [path for path, _ in members(zipped(left), "a.zip")] == ["a.zip!/a.txt"]


def test_a_zip_in_a_zip_is_opened_and_a_word_file_is_not() -> None:
    inner = zipped({"b.txt": "2"})
    report = docx(p("一"))
    assert list(members(zipped({"i.zip": inner, "r.docx": report}), "a.zip")) == [
        ("a.zip!/i.zip!/b.txt", b"2"),
        ("a.zip!/r.docx", report),
    ]


def test_nesting_ends_somewhere() -> None:
    data = zipped({"a.txt": "1"})
    for _ in range(5):
        data = zipped({"n.zip": data})
    ((path, rest),) = members(data, "a.zip")
    assert path.count("!/") == limits.ARCHIVE_DEPTH
    assert isinstance(rest, bytes) and rest.startswith(b"PK")


def test_a_member_that_is_broken_does_not_cost_the_others() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "aaaaaaaa")
        archive.writestr("i.zip", zipped({"x": "1"})[:40])
        archive.writestr("b.txt", "b")
    found = dict(members(stream.getvalue().replace(b"aaaaaaaa", b"aaaaXaaa"), "z.zip"))
    assert isinstance(found["z.zip!/a.txt"], Unreadable)
    assert isinstance(found["z.zip!/i.zip"], Unreadable)
    assert found["z.zip!/b.txt"] == b"b"


def test_an_encrypted_member_says_so() -> None:
    data = bytearray(zipped({"a.txt": "x"}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    ((_, refusal),) = members(bytes(data), "a.zip")
    assert isinstance(refusal, Unreadable) and refusal.code == "encrypted"


def test_a_bomb_is_not_unpacked() -> None:
    data = zipped({"a.txt": b"\0" * (limits.RATIO_FROM + 1)})
    ((_, refusal),) = members(data, "a.zip")
    assert isinstance(refusal, Unreadable) and refusal.code == "too_large"


def test_a_zip_that_claims_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 10)
    with pytest.raises(Unreadable) as refused:
        list(members(zipped({"a.txt": "x" * 11}), "a.zip"))
    assert refused.value.code == "too_large"


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMBERS", 2)
    with pytest.raises(Unreadable) as refused:
        list(members(zipped({"a": "1", "b": "2", "c": "3"}), "a.zip"))
    assert refused.value.code == "too_large"


def test_nested_zips_share_one_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMBERS", 3)
    inner = zipped({"x": "1", "y": "2"})
    with pytest.raises(Unreadable) as refused:
        list(members(zipped({"1.zip": inner, "2.zip": inner}), "a.zip"))
    assert refused.value.code == "too_large"


def test_a_zip_that_was_cut_off_is_damaged() -> None:
    with pytest.raises(Unreadable) as refused:
        list(members(zipped({"a.txt": "x" * 100})[:60], "a.zip"))
    assert refused.value.code == "damaged"
