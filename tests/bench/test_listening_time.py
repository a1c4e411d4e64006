"""How long one listens until one is in the room: measured right, and short enough."""

import pytest

from exchange.network import Network
from tests.bench.listening_time import Ear, Page, taken, walk
from tests.support.small_hotline import CALLED, CALLER, TOKEN, URL, SmallHotline, play

# Every sound of the small hotline lasts a second.
PAGES = {
    "/voice": f'<Gather action="/code" numDigits="1">{play("Hallo")}{play("Taste")}</Gather>',
    "/code": f'{play("Moment")}<Gather action="/room" numDigits="6">{play("Nummer")}</Gather>',
    "/room": f"{play('Tuer')}<Dial><Conference>r1</Conference></Dial>",
}


def pages(knows_it: bool, *way: str) -> list[Page]:
    ear = Ear(SmallHotline(PAGES))
    return list(walk(Network(ear, URL, TOKEN).call(CALLER, CALLED), ear.lasts, way, knows_it))


def test_who_hears_everything_waits_for_the_end_of_each_page():
    assert pages(False, "2", "471103") == [
        Page("Hallo Taste", 2, "2"),
        Page("Moment Nummer", 2, "471103"),
        Page("Tuer", 1, ""),
    ]


def test_who_knows_the_way_hears_only_what_no_key_interrupts():
    quick = pages(True, "2", "471103")
    assert [page.seconds for page in quick] == [0, 1, 1]
    assert taken(quick) == 2


def test_a_way_that_leads_nowhere_is_refused():
    with pytest.raises(ValueError, match="2, 47"):
        pages(True, "2", "47")
