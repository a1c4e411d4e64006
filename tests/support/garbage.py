"""Python's garbage collector, which would look through all modules and thousands of tests again and again."""

import gc


def look_for_garbage_rarely() -> None:
    """What is there now is never looked at again, what comes only now and then: otherwise that takes a quarter of the
    time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 20)
