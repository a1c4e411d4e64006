"""How often a caller may speak on the answering machine."""

import pytest

from keep.limits.message_limits import OF_A_CALLER, OF_THE_UNKNOWN, MessageLimits


@pytest.mark.parametrize(("caller", "most"), [("a" * 16, OF_A_CALLER), ("", OF_THE_UNKNOWN)])
def test_so_many_an_hour_and_then_others_still_may(redis_client, clock, caller, most):
    limits = MessageLimits(redis_client, lambda: clock.now.timestamp())
    assert [limits.allow(caller) for _ in range(most + 1)] == [True] * most + [False]
    assert limits.allow("b" * 16)
    clock.says("2026-03-10 19:21")
    assert limits.allow(caller)
