"""Callbacks over a bad line: late, twice, out of order, or never."""

from tests.support.delivery import Mail
from tests.support.small_hotline import House

EVENTS = 'statusCallback="/voice/status/room" statusCallbackEvent="start end join leave" waitUrl=""'


def of_two_people(deliver):
    house = House(deliver=deliver)
    lines = [house.dial(EVENTS), house.dial(EVENTS)]
    return house, lines


def test_callbacks_arrive_late_twice_and_out_of_order():
    mail = Mail()
    house, _ = of_two_people(mail)
    assert house.events() == []
    mail.sends(2, 0, 0, 1)
    assert [form["SequenceNumber"] for form in house.reports()] == list("3112")
    assert all(request.signed for request in house.hotline.requests if request.method == "POST")


def test_a_callback_may_be_lost():
    def no_goodbyes(method, url, form, send):
        if form.get("StatusCallbackEvent") != "participant-leave":
            send()

    house, lines = of_two_people(no_goodbyes)
    lines[0].hang_up(), lines[1].hang_up()
    assert [form["SequenceNumber"] for form in house.reports()] == list("1236") and house.events()[
        -1
    ] == "conference-end"


def test_a_callback_is_handed_over_when_all_that_it_tells_of_has_happened():
    seen = []

    def look(method, url, form, send):
        there = house.network.control.conference("r1")
        seen.append((form["StatusCallbackEvent"], len(there.participants)))

    house = House(deliver=look)
    house.dial(EVENTS), house.dial(EVENTS)
    assert seen == [("participant-join", 1), ("participant-join", 2), ("conference-start", 2)]


def test_the_end_of_a_call_and_a_last_word_to_its_action_are_delivered_the_same_way():
    mail = Mail()
    house = House(deliver=mail)
    line = house.dial('waitUrl=""')
    line.hang_up()
    assert house.left_with() == [] and house.hotline.asked("/voice/status") == []
    mail.sends(0, 1)
    assert house.left_with() == ["answered"]
    assert [form["CallStatus"] for form in house.hotline.asked("/voice/status")] == ["completed"]


def test_whoever_answers_a_late_callback_may_act_on_the_room():
    mail = Mail()
    house, lines = of_two_people(mail)
    house.hotline.effects["/voice/status/room"] = lambda: house.network.control.end("r1")
    mail.sends(0)
    assert not any(line.in_room for line in lines)
