"""Any place of a call, in any state that an address can hold."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import get_type_hints

from hypothesis import strategies as st

from ivr.model.moment import since_1970
from ivr.place import STATE, Place
from ivr.place_names import At

NAMES = st.sampled_from([name for name in At if name])
ANY: Mapping[object, st.SearchStrategy[object]] = {
    str: st.text("0123456789abcdefRE-_", max_size=34),
    bool: st.booleans(),
    int: st.integers(0, 60),
    int | None: st.none() | st.integers(0, 10**6),
    datetime | None: st.none() | st.integers(0, 4 * 10**9).map(since_1970),
    date | None: st.none() | st.dates(date(2026, 1, 1), date(2099, 12, 31)),
    At | None: st.none() | NAMES,
}
KINDS = get_type_hints(Place)
STATES = st.builds(Place, NAMES, **{name: ANY[KINDS[name]] for name in STATE})
PLACES = st.builds(
    Place,
    NAMES,
    misses=st.integers(0, 2),
    agreed=st.booleans(),
    typed=st.text("0123456789", max_size=12),
    failures=st.integers(0, 3),
    **{name: ANY[KINDS[name]] for name in STATE},
)
