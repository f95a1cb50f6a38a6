"""ROR, unified social credit codes and ORCID iDs: one written form, and a reason when refused."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.directory.identifiers import check_orcid, check_ror, check_uscc

ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = [pow(3, place, 31) for place in range(17)]


@st.composite
def rors(draw: st.DrawFn) -> str:
    body = "0" + draw(st.text(ROR_DIGITS, min_size=6, max_size=6))
    number = 0
    for digit in body:
        number = number * 32 + ROR_DIGITS.index(digit)
    return f"{body}{98 - number * 100 % 97:02d}"


@st.composite
def usccs(draw: st.DrawFn) -> str:
    body = (
        draw(st.text("19AY", min_size=1, max_size=1))
        + draw(st.text("123", min_size=1, max_size=1))
        + "110000"
        + draw(st.text(USCC_DIGITS, min_size=9, max_size=9))
    )
    total = sum(weight * USCC_DIGITS.index(digit) for weight, digit in zip(USCC_WEIGHTS, body, strict=True))
    return body + USCC_DIGITS[-total % 31]


@st.composite
def orcids(draw: st.DrawFn) -> str:
    body = f"{draw(st.integers(15_000_000, 35_000_000)):015d}"
    total = 0
    for digit in body:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = body + ("X" if check == 10 else str(check))
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))


@given(rors(), st.sampled_from(["", "https://ror.org/", "http://ror.org/", "ror.org/", "https://www.ror.org/"]))
def test_a_ror_is_reduced_to_its_nine_characters(ror: str, before: str) -> None:
    assert check_ror(f" {before}{ror} ") == ror
    assert check_ror(before + ror.upper()) == ror


@given(rors(), st.integers(1, 6), st.sampled_from(ROR_DIGITS))
def test_a_mistyped_ror_is_refused(ror: str, place: int, digit: str) -> None:
    wrong = ror[:place] + digit + ror[place + 1 :]
    if wrong != ror:
        with pytest.raises(ValueError, match="check digits"):
            check_ror(wrong)


@given(rors(), st.integers(1, 5))
def test_exchanged_neighbours_in_a_ror_are_noticed(ror: str, place: int) -> None:
    wrong = ror[:place] + ror[place + 1] + ror[place] + ror[place + 2 :]
    if wrong != ror:
        with pytest.raises(ValueError, match="check digits"):
            check_ror(wrong)


@pytest.mark.parametrize("text", ["", "ror", "103cve454", "03cve454", "03cve45491", "https://example.org/03cve4549"])
def test_what_does_not_look_like_a_ror_is_told_its_form(text: str) -> None:
    with pytest.raises(ValueError, match="nine characters"):
        check_ror(text)


@pytest.mark.parametrize("letter", "ilou")
def test_letters_a_ror_never_has_are_refused(letter: str) -> None:
    with pytest.raises(ValueError, match="ROR"):
        check_ror(f"0{letter}cve4549")


@given(usccs())
def test_a_credit_code_keeps_its_18_characters(code: str) -> None:
    assert check_uscc(f" {code} ") == code
    assert check_uscc(code.lower()) == code


@given(usccs(), st.integers(8, 16), st.sampled_from(USCC_DIGITS))
def test_a_mistyped_credit_code_is_refused(code: str, place: int, digit: str) -> None:
    wrong = code[:place] + digit + code[place + 1 :]
    if wrong != code:
        with pytest.raises(ValueError, match="credit code"):
            check_uscc(wrong)


@given(st.text(USCC_DIGITS, max_size=30).filter(lambda text: len(text) != 18))
def test_a_credit_code_of_another_length_is_told_its_length(text: str) -> None:
    with pytest.raises(ValueError, match="18 characters"):
        check_uscc(text)


@given(usccs(), st.sampled_from("IOSVZ"))
def test_a_credit_code_with_an_unused_letter_is_refused(code: str, letter: str) -> None:
    with pytest.raises(ValueError, match=r"without I, O, S, V, Z|check character"):
        check_uscc(code[:10] + letter + code[11:])


@given(orcids(), st.sampled_from(["", "https://orcid.org/", "http://orcid.org/", "orcid.org/"]))
def test_an_orcid_is_written_in_groups_of_four(orcid: str, before: str) -> None:
    assert check_orcid(before + orcid) == orcid
    assert check_orcid(before + orcid.replace("-", "")) == orcid


@given(orcids(), st.integers(8, 17), st.sampled_from(string.digits))
def test_a_mistyped_orcid_is_refused(orcid: str, place: int, digit: str) -> None:
    wrong = orcid[:place] + digit + orcid[place + 1 :]
    if orcid[place] != "-" and wrong != orcid:
        with pytest.raises(ValueError, match="check digit"):
            check_orcid(wrong)


@pytest.mark.parametrize("text", ["", "0000-0002-1825", "0000 0002 1825 0097 1", "abcd-0002-1825-0097"])
def test_what_does_not_look_like_an_orcid_is_told_its_form(text: str) -> None:
    with pytest.raises(ValueError, match="sixteen digits"):
        check_orcid(text)


@given(st.text(max_size=40))
def test_any_text_is_either_an_identifier_or_a_value_error(text: str) -> None:
    for check in (check_ror, check_uscc, check_orcid):
        try:
            assert check(check(text)) == check(text)
        except ValueError as error:
            assert str(error)
