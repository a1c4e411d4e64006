"""make chaos: one page of what callers hear, and what is lost, under every fault; exit code 1 for a broken promise.

python -m tests.chaos [MINUTES] takes about so long.
"""

import sys
from collections.abc import Iterator

from tests.chaos import clocks
from tests.chaos.faults import STAGES, Fault, bad_webhooks
from tests.chaos.ledger import Ledger
from tests.chaos.trial import HEADING, Load, Result, tried

MINUTES, CALLS, BAD_WEBHOOKS = 6.0, 200, 50_000


def results(load: Load, bad: int) -> Iterator[Result]:
    """Every fault on its stage, and then the bad webhooks."""
    faults: tuple[Fault, ...]
    for stands, faults in STAGES.items():
        with stands() as stage:
            ledger = Ledger(stage)
            for fault in faults:
                yield tried(stage, ledger, fault, load)
            if stands is next(iter(STAGES)):
                yield tried(stage, ledger, bad_webhooks(bad), load)


def main(minutes: float) -> int:
    """Print the page; 1 if a promise is broken."""
    share = minutes / MINUTES
    load, broken = Load(CALLS, 8 * share), list[str]()
    print(f"{CALLS} calls at once; each fault lasts {load.seconds:.0f} s; confirmed: edits/cancellations/announcements")
    print(HEADING, flush=True)
    for result in results(load, round(BAD_WEBHOOKS * share)):
        print(result.told(), flush=True)
        broken += [f"{result.fault.name}: {promise}" for promise in result.broken()]
    for line, wrong in clocks.told():
        print(line, flush=True)
        broken += wrong
    print("\nBroken promises:", "; ".join(broken) or "none")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES))
