"""Who hears only the words, and knows only "Für … die …", gets what she calls for, among few groups and among many."""

import re

import pytest

from app import create_app
from exchange.activity import Playing
from tests.support.errands import COUNTS, NEXT_DATE, errands, written
from tests.support.finding import estimated
from tests.support.hotlines import hotline_of
from tests.support.persona import Persona
from tests.support.small_hotline import CALLED, CALLER


@pytest.fixture(params=COUNTS, scope="module")
def content(request, tmp_path_factory):
    return request.param, written(request.param, tmp_path_factory.mktemp("persona") / "inhalt")


@pytest.fixture
def dials(environ, content, clock):
    """Somebody dials the hotline at a moment."""

    def dials(now) -> Persona:
        clock.now = now
        hotline = hotline_of(create_app(environ | {"CONTENT_DIR": str(content[1])}, clock))
        return Persona(hotline.network.call(CALLER, CALLED), lambda sound: lasts(sound))

    return dials


def lasts(sound: Playing) -> float:
    """About how many seconds a page takes, with the pauses between its sentences."""
    return sum(estimated(sentence) + 0.6 for sentence in re.split(r"(?<=[.?!])\s", sound.words) if sentence)


@pytest.mark.parametrize("name", [errand.name for errand in errands(COUNTS[0])])
def test_she_gets_what_she_calls_for(dials, content, name):
    (errand,) = (errand for errand in errands(content[0]) if errand.name == name)
    caller = dials(errand.now)
    assert errand.done_by(caller), caller.heard
    if name == NEXT_DATE:
        assert caller.keys <= 5 and caller.seconds <= (60 if content[0] <= 15 else 90), caller.heard
