"""Which of several workers leads, and whose plan goes on air."""

import pytest

from keep.content.local_folder import LocalFolder, machine
from keep.content.shared_folder import OWNER, REFUSED
from worker.leadership import Leadership


class Waiting(Exception):
    """A worker would wait now."""


def waits(seconds: float) -> None:
    raise Waiting


@pytest.fixture
def worker(redis_client, tmp_path):
    """A worker of a folder of a machine."""

    def worker(folder: str = "inhalt", of: str = "") -> Leadership:
        source = LocalFolder(tmp_path / folder)
        source.name = f"{of or machine()}:{tmp_path / folder}"
        return Leadership(redis_client, source)

    return worker


def leads(worker: Leadership) -> bool:
    try:
        worker.wait(waits)
    except Waiting:
        return False
    return True


def test_one_of_two_leads_and_the_other_takes_over_when_it_ends(worker):
    first, second = worker(), worker()
    assert leads(first) and not leads(second)
    first.lease.release()
    assert leads(second) and not leads(first)


def test_the_folder_of_another_machine_does_not_replace_the_one_on_air(worker, redis_client, caplog):
    first, other = worker(), worker(of="another machine")
    assert leads(first) and not leads(other)
    first.lease.release()
    assert not leads(other) and redis_client.get(REFUSED).startswith(b"another machine:")
    assert caplog.text.count("flask content --take") == 1 and leads(first)


def test_a_folder_may_be_moved_on_its_machine(worker):
    first, moved = worker(), worker("neu")
    assert leads(first)
    first.lease.release()
    assert leads(moved)


def test_who_runs_the_hotline_may_choose_the_other_folder(worker, redis_client):
    first, other = worker(), worker(of="another machine")
    assert leads(first)
    redis_client.put(OWNER, other.source.name.encode())
    ended = []
    first.keep(lambda: ended.append("first"), waits)
    assert ended == ["first"]
    first.lease.release()
    assert leads(other)


def test_a_leader_goes_on_leading(worker):
    first = worker()
    assert leads(first)
    with pytest.raises(Waiting):
        first.keep(lambda: pytest.fail("it still leads"), waits)
