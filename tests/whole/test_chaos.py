"""Faults under calls, the short form of "make chaos": callers always hear German, and nothing confirmed is lost."""

import pytest

from tests.chaos.faults import DISK_FULL, REDIS_KILLED, WEB_KILLED, bad_webhooks
from tests.chaos.ledger import Ledger
from tests.chaos.stage import one_machine
from tests.chaos.trial import Load, tried

LOAD = Load(calls=20, seconds=3)
# A busy machine may take longer for everything.
PATIENCE = 8.0


@pytest.fixture(scope="module")
def hotline():
    with one_machine() as stage:
        yield stage, Ledger(stage)


@pytest.mark.parametrize("fault", [REDIS_KILLED, WEB_KILLED, DISK_FULL, bad_webhooks(200)])
def test_under_a_fault_callers_hear_german_and_nothing_confirmed_is_lost(hotline, fault):
    assert tried(*hotline, fault, LOAD).broken(PATIENCE) == []
