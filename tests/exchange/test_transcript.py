"""A call as a transcript, as the terminal prints it and as tests keep it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.transcript import Turn, parse, people, transcript, turns_of
from tests.support.small_hotline import CALLED, CALLER, SmallHotline, call, network
from tests.support.small_hotline import play as sound
from tests.support.transcripts import WORDS

MENU = {
    "/voice": f'<Gather action="/menu" numDigits="1" actionOnEmptyResult="true">{sound("Hallo")}</Gather>',
    "/menu": f'{sound("Moment")}<Dial action="/bye" hangupOnStar="true"><Conference>r1</Conference></Dial>',
    "/bye": f"{sound('Danke')}{sound('Tschuess')}<Hangup/>",
}


def test_a_call_is_printed_turn_by_turn():
    line, _ = call(MENU)
    assert transcript(line, ["-", "*", "1"]) == (
        "[☎] Hallo\n[stille] Moment\n(im Raum, eine Person)\n[*] Danke Tschuess\n(aufgelegt)"
    )


def test_two_in_a_room_are_two():
    net = network(SmallHotline(MENU))
    turns_of(net.call(CALLER, CALLED), ["1"])
    assert turns_of(net.call(CALLER, CALLED), ["1"])[-1] == Turn("1", "Moment", "(zwei Personen im Raum)")


def test_ringing_and_recording_are_told():
    ring, _ = call("<Dial><Number>+493023125001</Number></Dial>")
    record, _ = call('<Record action="/x"/>')
    assert turns_of(ring, []) == [Turn("☎", "", "(es klingelt beim anderen)")]
    talk, _ = call("<Dial><Number>+493023125001</Number></Dial>", office=lambda address: "completed")
    talk.finished()
    assert turns_of(talk, [])[0].state == "(mit dem anderen verbunden)"
    assert turns_of(record, []) == [Turn("☎", "", "(die Aufnahme läuft)")]


def test_who_is_recorded_speaks_until_a_key_or_silence():
    pages = {"/voice": '<Record action="/after"/>', "/after": f"{sound('Danke')}<Hangup/>"}
    line, hotline = call(pages)
    assert transcript(line, ["spricht 12", "#"]) == (
        "[☎]\n(die Aufnahme läuft)\n[spricht 12]\n(die Aufnahme läuft)\n[#] Danke\n(aufgelegt)"
    )
    assert hotline.asked("/after")[0]["RecordingDuration"] == "12"


def test_nobody_speaks_where_nothing_is_recorded():
    line, _ = call(MENU)
    with pytest.raises(ValueError, match="nothing is being recorded"):
        turns_of(line, ["spricht 12"])


def test_a_kept_transcript_may_be_written_without_brackets_and_over_several_lines():
    written = "☎ Hallo.\r\n  Wie geht es?\r\n\r\n- Moment.\n(im Raum, eine Person)\n# Danke.\n471103\nspricht 12\n"
    assert parse(written) == [
        Turn("☎", "Hallo. Wie geht es?"),
        Turn("-", "Moment.", "(im Raum, eine Person)"),
        Turn("#", "Danke."),
        Turn("471103", ""),
        Turn("spricht 12", ""),
    ]


def test_a_line_that_is_no_turn_is_refused():
    with pytest.raises(ValueError, match="Hallo"):
        parse("Hallo.")


TURNS = st.builds(
    Turn,
    st.sampled_from(["☎", "-", "spricht 12"]) | st.text("0123456789*#", min_size=1),
    WORDS,
    st.sampled_from(["", "(aufgelegt)", "(im Raum, eine Person)"]),
)


@given(st.lists(TURNS))
def test_what_is_printed_can_be_read_again(turns):
    assert parse("\n".join(map(str, turns))) == turns


def test_people_are_counted_in_words():
    assert [people(count) for count in (0, 1, 2, 12, 13)] == [
        "niemand",
        "eine Person",
        "zwei Personen",
        "zwölf Personen",
        "13 Personen",
    ]
