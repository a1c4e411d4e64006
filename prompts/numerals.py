"""German numerals of the library num2words, without its sixty other languages, which take 3 MB in each process."""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

# The library under a name of ours: what its own name would load first is left out.
ALONE = "num2words_german"


def _german() -> Any:
    package, found = ModuleType(ALONE), find_spec("num2words")
    assert found and found.submodule_search_locations
    package.__path__ = found.submodule_search_locations
    sys.modules[ALONE] = package
    return import_module(f"{ALONE}.lang_DE").Num2Word_DE()


GERMAN = _german()
