"""The plan as a calendar program fetches it: every meeting, what is off is marked, and nothing that opens a room."""

from datetime import UTC, date, datetime, time

import icalendar
import pytest
import recurring_ical_events
from flask.testing import FlaskClient

from ivr.model.plan import Group, Moved
from ivr.model.recurrence import Rule, Span
from routes.calendar import _one_at_a_time
from routes.calendar_file import calendar
from routes.slugs import slugs

TODAY = date(2026, 3, 10)
TUESDAYS = Rule((1,), Span(time(18)))


@pytest.fixture
def client(app) -> FlaskClient:
    return app.test_client()


def events(ics: bytes, since: date = date(2026, 3, 9), until: date = date(2027, 4, 30)) -> list[icalendar.Event]:
    return recurring_ical_events.of(icalendar.Calendar.from_ical(ics)).between(since, until)


def of(group: Group, today: date = TODAY) -> list[icalendar.Event]:
    return events(calendar(group.name, {"krokus": group}, "example.org", today))


def test_the_plan_can_be_subscribed_to(client):
    answer = client.get("/plan.ics")
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    names = {str(event["SUMMARY"]) for event in events(answer.data)}
    assert names >= {"Sonnenblume", "Telefoncafé", "Nachtschicht"}


def test_so_can_one_group(client):
    answer = client.get("/plan/telefoncafe.ics")
    assert {str(event["SUMMARY"]) for event in events(answer.data)} == {"Telefoncafé"}
    assert events(answer.data)[0]["DTSTART"].dt.astimezone(UTC) == datetime(2026, 3, 9, 7, tzinfo=UTC)


@pytest.mark.parametrize("path", ["/plan/krokus.ics", "/plan/.ics", "/plan/Telefoncafé.ics", "/plan/../plan.ics"])
def test_an_unknown_group_has_no_calendar(client, path):
    assert client.get(path).status_code == 404


def test_a_program_that_asks_again_is_told_that_nothing_is_new(client):
    first = client.get("/plan.ics")
    again = client.get("/plan.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"") and "max-age" in first.headers["Cache-Control"]


def test_no_code_and_no_number_is_in_it(client, plan):
    told = client.get("/plan.ics").text
    kept = [secret for group in plan.groups for secret in (group.code, group.leader_code, group.note) if secret]
    assert len(kept) > 4 and not [secret for secret in (*kept, plan.office.number) if secret in told]


def test_what_is_off_is_marked(client):
    off = [event for event in events(client.get("/plan/sonnenblume.ics").data) if event["STATUS"] == "CANCELLED"]
    assert [(event["DTSTART"].dt.date(), str(event["SUMMARY"])) for event in off]
    assert {str(event["SUMMARY"]) for event in off} == {"Fällt aus: Sonnenblume"}


def test_a_moved_meeting_stands_at_both_its_times():
    moved = Moved(date(2026, 3, 17), date(2026, 3, 18), Span(time(17)))
    found = of(Group("Krokus", rules=(TUESDAYS,), moved=(moved,)))[1:3]
    assert [(f"{event['DTSTART'].dt:%d. %H}", str(event["SUMMARY"]), str(event["STATUS"])) for event in found] == [
        ("17. 18", "Verlegt: Krokus", "CANCELLED"),
        ("18. 17", "Krokus", "CONFIRMED"),
    ]


def test_who_takes_the_plan_over_again_gets_new_hours_and_no_second_meetings():
    before, after = (of(Group("Krokus", rules=(Rule((1,), Span(time(hour))),))) for hour in (18, 19))
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert [found[0]["DTSTART"].dt.hour for found in (before, after)] == [18, 19]


def test_no_two_meetings_have_one_name():
    twice = Group("Krokus", rules=(TUESDAYS, Rule((1,), Span(time(9)))))
    assert len({str(event["UID"]) for event in of(twice)}) == len(of(twice)) > 100


def test_names_for_addresses_are_small_and_plain_and_differ():
    names = ("Rückenwind am Abend", "Café & Kuchen", "Rückenwind, am Abend!", "★", "Rückenwind am Abend 2", "Größe 3")
    found = ["rueckenwind-am-abend", "cafe-kuchen", "rueckenwind-am-abend-2", "gruppe"]
    assert list(slugs(map(Group, names))) == [*found, "rueckenwind-am-abend-2-2", "groesse-3"]


def test_no_line_is_longer_than_the_standard_allows():
    long = calendar("ä" * 300, {"x": Group("ö" * 60, rules=(TUESDAYS,), place="ß;" * 60)}, "example.org", TODAY)
    assert max(map(len, long.split(b"\r\n"))) <= 75 and b"\n" not in long.replace(b"\r\n", b"")
    assert str(events(long)[0]["LOCATION"]) == "ß;" * 60


def test_who_asks_while_another_is_being_answered_is_asked_to_come_again(client):
    with _one_at_a_time:
        answer = client.get("/plan.ics")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert client.get("/plan.ics").status_code == 200
