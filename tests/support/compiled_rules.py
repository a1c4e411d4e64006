"""Addresses of Flask, compiled once for all apps of a process: that is most of what making an app takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from werkzeug.routing import Rule

Build = Callable[..., tuple[str, str]]


@contextmanager
def each_rule_compiled_once() -> Iterator[None]:
    """Within, a rule that reads like one before takes over its code, which does not depend on the app."""
    compiled: dict[tuple[object, ...], Build] = {}
    compiles = Rule._compile_builder

    def remembered(rule: Any, append_unknown: bool = True) -> Build:
        what = (rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown)
        if what not in compiled:
            compiled[what] = compiles(rule, append_unknown)
        return compiled[what]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", remembered)
        yield
