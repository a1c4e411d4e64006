"""The state of a call in an address: it comes back as it was, for this call alone, and tells no digit of a number."""

import re

from hypothesis import given
from hypothesis import strategies as st

from carrier.call_urls import address, place_at
from ivr.places import At
from ivr.reply import Place

KEY, CALL = b"key", "CA" + "1" * 32
PLACES = st.builds(
    Place,
    st.sampled_from(["gruppe", "leitung", "tage"]),
    st.lists(st.text("0123456789abcdef", min_size=1, max_size=24), max_size=3).map(tuple),
    st.integers(0, 2),
    st.booleans(),
    st.text("0123456789", max_size=12),
)


def read(path: str, call: str = CALL, key: bytes = KEY) -> Place | None:
    """The place that a path of a call names."""
    _, _, steps, seal = path.split("/")
    return place_at(steps, seal, call, key)


@given(PLACES)
def test_a_place_comes_back_for_its_own_call_alone(place):
    path = address(place, CALL, KEY)
    assert read(path) == place and re.fullmatch("[a-z0-9_./-]+", path)
    assert read(path, call="another") is None and read(path, key=b"another") is None


@given(st.text("0123456789", min_size=7, max_size=8))
def test_digits_that_were_typed_stand_in_no_address_and_no_two_addresses_are_alike(digits):
    paths = {address(Place(At.GROUP_CODE, typed=digits), CALL, KEY) for _ in range(3)}
    assert len(paths) == 3 and {read(path).typed for path in paths} == {digits}
    assert not any(plain in path for plain in (digits, digits.encode().hex()) for path in paths)
