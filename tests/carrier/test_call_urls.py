"""The state of a call in an address: it comes back as it was, for this call alone, and tells no digit of a number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrier.call_urls import _seal, address, place_at
from ivr.place import Place
from ivr.place_names import At
from tests.support.any_place import PLACES

KEY, CALL = b"key", "CA" + "1" * 32


def read(path: str, call: str = CALL, key: bytes = KEY) -> Place | None:
    """The place that a path of a call names."""
    _, _, steps, seal = path.split("/")
    return place_at(steps, seal, call, key)


@given(PLACES)
def test_a_place_comes_back_for_its_own_call_alone(place):
    path = address(place, CALL, KEY)
    assert read(path) == place and re.fullmatch("[A-Za-z0-9_./-]+", path)
    assert read(path, call="another") is None and read(path, key=b"another") is None


@pytest.mark.parametrize(
    "steps", ["pausee.0", "zurueck.5d41402abc4b.-.1773159600.0", "termine.0_1773159600-5d41.1.0ja", "raum.until-soon.2"]
)
def test_an_address_given_before_an_update_names_no_place(steps):
    assert place_at(steps, _seal(steps, CALL, KEY), CALL, KEY).name == At.UNKNOWN


@given(st.text("0123456789", min_size=7, max_size=8))
def test_digits_that_were_typed_stand_in_no_address_and_no_two_addresses_are_alike(digits):
    paths = {address(Place(At.GROUP_CODE, typed=digits), CALL, KEY) for _ in range(3)}
    assert len(paths) == 3 and {read(path).typed for path in paths} == {digits}
    assert not any(plain in path for plain in (digits, digits.encode().hex()) for path in paths)
