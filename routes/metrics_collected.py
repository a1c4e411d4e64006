"""What /metrics tells, as a collector of prometheus_client: the only file that imports it."""

from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from hotline import Hotline
from ivr.statistics import CALLS
from routes.health import health_of

CONTENT_TYPE = CONTENT_TYPE_LATEST
PARTS = ("redis", "voices", "worker")


def collected(hotline: Hotline) -> bytes:
    """All metrics in Prometheus' text format, for CONTENT_TYPE."""
    # Of one answer only: what is told comes from the store and from Redis, the same whichever process is asked.
    registry = CollectorRegistry()
    registry.register(Now(hotline))
    return generate_latest(registry)


class Now:
    """A collector of the library: how the hotline is now."""

    def __init__(self, hotline: Hotline):
        self._hotline = hotline

    def describe(self) -> list[Metric]:
        """Nothing, so that registering asks nothing."""
        return []

    def collect(self) -> Iterator[Metric]:
        """All metrics."""
        health = health_of(self._hotline)
        up = GaugeMetricFamily("telefontreff_up", "Whether a part works.", labels=["part"])
        for part in PARTS:
            up.add_metric([part], bool(health[part]))
        yield up
        yield _gauge("problems", "Mistakes in the content files.", int(str(health["problems"])))
        since = self._hotline.on_air.since()
        yield _gauge("edition_published_timestamp_seconds", "Since when the plan on air is on air.", since)
        yield _gauge("people_in_rooms", "Callers in all rooms together.", people_in_rooms(self._hotline))
        yield _gauge("slow", "Whether strangers have tried too many numbers.", self._hotline.is_slow())
        yield from counted(self._hotline)


def people_in_rooms(hotline: Hotline) -> int:
    """How many callers are in rooms now."""
    return sum(seen.talk.people for seen in hotline.talks.look(hotline.talks.rooms()).values())


def counted(hotline: Hotline) -> Iterator[Metric]:
    """The calls of this month; a store that fails is told as a part that does not work. The count begins anew each
    month, which Prometheus takes for a restart."""
    calls = CounterMetricFamily("telefontreff_calls", "Calls, from the beginning of the month.")
    up = GaugeMetricFamily("telefontreff_store_up", "Whether what was counted can be read.")
    try:
        counts = hotline.statistics.of(hotline.now().date())
    except (OSError, ValueError):  # told by the metric
        up.add_metric([], 0)
    else:
        up.add_metric([], 1)
        calls.add_metric([], sum(count for one, count in counts.items() if one.kind == CALLS))
        yield calls
    yield up


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"telefontreff_{name}", meaning, value)
