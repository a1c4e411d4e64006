"""The tones of the browser phone, measured: as a telephone at a German line makes them."""

import cmath
import math
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsers import needs_chromium

pytestmark = needs_chromium

RATE = 8000
ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477)
KEYS = {key: (ROWS[at // 3], COLUMNS[at % 3]) for at, key in enumerate("123456789*0#")}

# What is heard of a telephone in so many seconds while this is done to its tones.
HEARD = """async ([seconds, what, key]) => {
    const { Tones } = await import("/phone/tones.js");
    const ears = new OfflineAudioContext(1, seconds * 8000, 8000);
    const done = { hold: (it) => it.hold(key), tap: (it) => it.hold(key)(), ring: (it) => it.ring(),
                   engaged: (it) => it.engaged() };
    done[what](new Tones(() => Object.assign(ears, { resume() {} })));
    return [...(await ears.startRendering()).getChannelData(0)];
}"""
# From now on the page's own loudspeaker can be measured: how loud is it?
METER = """const Real = AudioContext;
window.AudioContext = class extends Real {
    get destination() {
        const meter = window.meter ??= new AnalyserNode(this, { fftSize: 2048 });
        meter.connect(super.destination);
        return meter;
    }
};
window.level = () => {
    const wave = new Float32Array(2048);
    meter.getFloatTimeDomainData(wave);
    return Math.max(...wave.map(Math.abs));
};"""


def heard(page: Page, seconds: float, what: str, key: str = "") -> Sequence[float]:
    """Samples, 8000 a second, from -1 to 1."""
    return page.evaluate(HEARD, [seconds, what, key])


def loudness(samples: Sequence[float], hertz: int) -> float:
    """How loud this frequency is in the sound, from 0 to 1."""
    turning = (sample * cmath.exp(-1j * math.tau * hertz * at / RATE) for at, sample in enumerate(samples))
    return 2 * abs(sum(turning)) / len(samples)


def test_each_key_has_its_two_tones_and_no_other_at_a_pleasant_level(person):
    for key, pair in KEYS.items():
        samples = heard(person.page, 0.25, "hold", key)
        assert {hertz for hertz in (*ROWS, *COLUMNS) if loudness(samples, hertz) > 0.03} == set(pair), key
        assert max(samples) < 0.2


def test_a_key_that_is_only_touched_sounds_long_enough_for_the_network(person):
    samples = heard(person.page, 0.5, "tap", "5")
    assert loudness(samples[: RATE // 10], 770) > 0.05
    assert max(samples[RATE // 5 :]) < 0.001


@pytest.mark.parametrize(("what", "on", "off"), [("ring", 1, 4), ("engaged", 0.48, 0.48)])
def test_ringing_and_engaged_sound_as_in_germany(person, what, on, off):
    samples = heard(person.page, on + off, what)
    tone, silence = samples[: round(on * RATE)], samples[round((on + 0.05) * RATE) :]
    assert loudness(tone, 425) > 0.07 and max(silence[: -RATE // 100]) < 0.001


def test_a_key_sounds_for_as_long_as_it_is_held(person):
    person.page.add_init_script(METER)
    person.page.reload()
    person.page.keyboard.down("5")
    person.page.wait_for_timeout(600)
    assert person.page.evaluate("level()") > 0.1
    expect(person.button("5")).to_have_class("pressed")
    person.page.keyboard.up("5")
    person.page.wait_for_timeout(200)
    assert person.page.evaluate("level()") < 0.001
