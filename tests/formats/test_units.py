import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.units import Utf8, Utf16

TEXTS = st.text(alphabet="ab\n\u00a0\u00e9e\u0301\u20ac\U0001f54a\U00012000")


@given(TEXTS)
def test_utf_16_positions_are_those_of_the_encoded_text(text):
    units = Utf16(text)
    for position in range(len(text) + 1):
        unit = len(text[:position].encode("utf-16-le")) // 2
        assert units.from_code_points(position) == unit
        assert units.to_code_points(unit) == position


@given(TEXTS)
def test_utf_8_positions_are_those_of_the_encoded_text(text):
    units = Utf8(text)
    for position in range(len(text) + 1):
        byte = len(text[:position].encode())
        assert units.from_code_points(position) == byte
        assert units.to_code_points(byte) == position


def test_the_middle_of_a_surrogate_pair_is_refused():
    with pytest.raises(ValueError, match="surrogate pair"):
        Utf16("a\U0001f54ab").to_code_points(2)


@pytest.mark.parametrize("byte", [2, 3, 4, 6])
def test_the_middle_of_a_character_is_refused(byte):
    with pytest.raises(ValueError, match="within a character"):
        Utf8("a\U0001f54a\u00e9b").to_code_points(byte)


@pytest.mark.parametrize("units", [Utf8, Utf16])
@pytest.mark.parametrize("position", [-1, 4])
def test_a_position_outside_the_text_is_refused(units, position):
    with pytest.raises(ValueError, match="outside the text"):
        units("abc").from_code_points(position)
    with pytest.raises(ValueError, match="outside the text"):
        units("abc").to_code_points(position)
