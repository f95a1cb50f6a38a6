"""The bytes of what lies inside a mail or an archive are found again, within the limits, and nothing else is kept."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.documents.limits import Limits
from wutong.documents.opening import open_file
from wutong.documents.within import bytes_within

LETTER, TABLE = "第一封信\n一、需求".encode(), b"a;b;c\n1;2;3\n4;5;6\n"


def packed(*members: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def mailed(*attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content("body")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


CARRIERS = {"a.zip": packed, "a.eml": mailed}


@pytest.mark.parametrize("name", CARRIERS)
def test_a_part_is_found_where_its_place_says(name: str) -> None:
    data = CARRIERS[name](("a.txt", LETTER), ("b.csv", TABLE))
    parts = {part.name: part.blocks[0].place.path for part in open_file(name, data).parts}
    assert bytes_within(name, data, [parts["a.txt"]]) == {("a.txt",): LETTER}
    assert bytes_within(name, data, parts.values()) == {("a.txt",): LETTER, ("b.csv",): TABLE}


def test_two_parts_of_one_name_are_told_apart() -> None:
    data = mailed(("a.txt", LETTER), ("a.txt", TABLE + LETTER))
    paths = [part.blocks[0].place.path for part in open_file("m.eml", data).parts]
    assert list(bytes_within("m.eml", data, paths).values()) == [LETTER, TABLE + LETTER]
    assert len(set(paths)) == 2


def test_containers_in_containers() -> None:
    data = mailed(("in.zip", packed(("deep.txt", LETTER), ("other.txt", TABLE))))
    assert bytes_within("m.eml", data, [("in.zip", "deep.txt")]) == {("in.zip", "deep.txt"): LETTER}


@pytest.mark.parametrize("wanted", [[], [()], [("none.txt",)], [("a.txt", "below")], [("A.TXT",)]])
def test_what_is_not_there_is_missing(wanted: list[tuple[str, ...]]) -> None:
    assert bytes_within("a.zip", packed(("a.txt", LETTER)), wanted) == {}


def test_no_more_is_kept_than_one_file_may_hold() -> None:
    data = packed(("a.txt", LETTER), ("b.txt", LETTER), ("c.txt", LETTER))
    limits = Limits(max_bytes=2 * len(LETTER))
    assert len(bytes_within("a.zip", data, [("a.txt",), ("b.txt",), ("c.txt",)], limits)) == 2


def test_a_bomb_gives_nothing() -> None:
    data = packed(("a.txt", LETTER), ("b.txt", b"0" * 5_000_000))
    limits = Limits(max_unpacked_bytes=1_000_000)
    assert bytes_within("a.zip", data, [("b.txt",)], limits) == {}


def test_nesting_ends_where_opening_ends() -> None:
    data, path = packed(("x.txt", LETTER)), ("x.txt",)
    for number in range(Limits().max_depth):
        data, path = packed((f"{number}.zip", data)), (f"{number}.zip", *path)
    assert bytes_within("a.zip", data, [path]) == {}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_container_holds_nothing(data: bytes) -> None:
    assert bytes_within("a.bin", data, [("a.txt",)]) == {}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(CARRIERS)), st.data())
def test_damage_never_raises_and_invents_nothing(name: str, data: st.DataObject) -> None:
    whole = bytearray(CARRIERS[name](("a.txt", LETTER), ("b.csv", TABLE)))
    for _ in range(data.draw(st.integers(0, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(1, len(whole)))])
    found = bytes_within(name, cut, [("a.txt",), ("b.csv",)])
    assert set(found) <= {("a.txt",), ("b.csv",)}
    assert all(len(held) <= len(whole) for held in found.values())
