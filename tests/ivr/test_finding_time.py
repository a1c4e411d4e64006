"""How long it takes to hear the next date of a group whose name one knows: keys, and seconds of listening."""

import pytest

from tests.support.finding import MEASURED, estimated, many_groups, ways


def test_the_estimate_of_seconds_is_near_to_what_was_measured():
    guessed = {sentence: estimated(sentence) for sentence in MEASURED}
    assert sum(guessed.values()) == pytest.approx(sum(MEASURED.values()), rel=0.03)
    assert guessed == pytest.approx(MEASURED, abs=0.45)


@pytest.mark.parametrize(("groups", "keys", "seconds"), [(2, 1, 45), (15, 4, 60), (60, 5, 75), (500, 5, 90)])
def test_the_next_date_of_any_group_is_soon_heard(groups, keys, seconds):
    found = list(ways(many_groups(groups)))
    assert len({way.group for way in found}) == groups
    assert max(len(way.keys) for way in found) <= keys
    assert max(way.seconds for way in found) <= seconds
