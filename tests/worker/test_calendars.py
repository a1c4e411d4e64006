"""A calendar on the internet: its copy is on air, the last good one stays, and it leads into no other network."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from keep.content.edits import Content
from keep.content.folder import read_folder
from keep.content.local_folder import LocalFolder
from keep.content.published_calendars import PublishedCalendars
from reading.content import read
from reading.problem import InvalidContent
from storage.disk import Disk
from tests.support.calendar_server import HOST, CalendarServer
from tests.support.calendars import TREFFEN, calendar, starts
from tests.support.staff import OFFICE, TODAY
from worker.calendar_fetch import CalendarNotFetched, Network, fetch_calendar, is_public
from worker.calendars import CalendarFetcher

ICS = calendar(TREFFEN).encode()


@pytest.fixture
def server(tmp_path):
    running = CalendarServer(tmp_path)
    yield running
    running.close()


def fetched(server: CalendarServer, path: str = "/a.ics", hosts: tuple[str, ...] = (HOST,)) -> bytes:
    return fetch_calendar(server.address(path), hosts, server.network())


# --- one request


def test_a_calendar_is_fetched_with_the_name_of_its_host(server):
    server.serve("/a.ics?key=1", ICS)
    assert fetched(server, "/a.ics?key=1") == ICS
    assert server.asked[0][1].startswith(f"{HOST}:")


def test_a_few_redirects_are_followed_on_hosts_that_staff_wrote(server):
    server.serve("/a.ics", b"", 302, Location="/b.ics")
    server.serve("/b.ics", b"", 301, Location=server.address("/c.ics"))
    server.serve("/c.ics", ICS)
    assert fetched(server) == ICS


REDIRECTS = {
    "another host": ("https://elsewhere.example.org/a.ics", "elsewhere.example.org"),
    "no encryption": ("http://kalender.example.org/a.ics", "https://"),
    "a file": ("file:///etc/passwd", "https://"),
    "itself": ("/a.ics", "immer wieder"),
    "a password": ("https://u:p@kalender.example.org/", "Kennwort"),
}


@pytest.mark.parametrize("where", REDIRECTS)
def test_no_redirect_leads_elsewhere(server, where):
    to, told = REDIRECTS[where]
    server.serve("/a.ics", b"", 302, Location=to)
    with pytest.raises(CalendarNotFetched, match=told):
        fetched(server)
    assert len(server.asked) <= 4


PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1"),
    *(
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
        "::ffff:0:10.0.0.1",
        "fec0::1",
        "192.0.0.8",
        "192.88.99.1",
        "::",
    ),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_of_a_private_network_is_connected_to(server, address):
    server.serve("/a.ics", ICS)
    with pytest.raises(CalendarNotFetched, match="keinem öffentlichen Netz"):
        fetch_calendar(server.address("/a.ics"), [HOST], server.network(address, is_public))
    assert not server.asked


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_the_internet_may_be_reached(address):
    assert is_public(address)


def test_of_several_addresses_none_may_be_private(server):
    network = Network(lambda host, port: ["93.184.215.14", "127.0.0.1"])
    with pytest.raises(CalendarNotFetched, match="keinem öffentlichen Netz"):
        fetch_calendar(server.address("/a.ics"), [HOST], network)


def test_another_certificate_is_refused(server):
    server.serve("/a.ics", ICS)
    with pytest.raises(CalendarNotFetched, match="Zertifikat"):
        fetch_calendar(server.address("/a.ics", "other.example.org"), ["other.example.org"], server.network())


def test_what_is_too_big_is_not_read(server):
    server.serve("/a.ics", b"x" * 3_000_000)
    with pytest.raises(CalendarNotFetched, match="zu groß"):
        fetched(server)


def test_whoever_answers_slowly_is_left_after_a_while(server):
    server.pause = 0.1
    server.answers["/a.ics"] = lambda: (200, {"Content-Length": "1000"}, [b"x"] * 40)
    began = monotonic()
    assert len(fetch_calendar(server.address("/a.ics"), [HOST], replace(server.network(), in_all=0.4))) < 40
    assert monotonic() - began < 2


# --- copies


class Clock:
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Office:
    """A folder with one group that names a calendar of the server."""

    def __init__(self, server, folder):
        self.clock, self.server, self.folder = Clock(), server, folder / "inhalt"
        (self.folder / "gruppen").mkdir(parents=True)
        (self.folder / "buero.txt").write_text(OFFICE)
        (self.folder / "gruppen" / "k.txt").write_text(self.text())
        self.store = Disk(folder / "data")
        self.kept = PublishedCalendars(self.store, self.clock, lambda: self.clock.now.timestamp())
        self.fetcher = CalendarFetcher(lambda: read_folder(self.folder), self.kept, self.clock, server.network)

    def text(self) -> str:
        return f"Gruppe: Krokus\nKalender: {self.server.address('/a.ics')}\n"

    def later(self, **by: float) -> None:
        self.clock.now += timedelta(**by)
        self.fetcher.look()

    def read(self):
        return read(read_folder(self.folder, self.kept.copies), TODAY)


@pytest.fixture
def office(server, tmp_path):
    return Office(server, tmp_path)


def test_a_group_meets_as_the_calendar_on_the_internet_says(office, server):
    server.serve("/a.ics", ICS)
    plan, (problem,) = office.read()
    assert not plan.groups and problem.waits and problem.text == "Dieser Kalender wird noch geholt."
    office.later(seconds=5)
    plan, problems = office.read()
    assert not problems and starts(plan.groups[0]) == ["17.03. 18:00"]


def test_it_is_fetched_four_times_an_hour(office, server):
    server.serve("/a.ics", ICS)
    for _ in range(60):
        office.later(minutes=1)
    assert len(server.asked) == 4


def test_a_change_is_on_air_and_new_stamps_are_none(office, server):
    server.serve("/a.ics", ICS)
    office.later(minutes=1)
    before = office.kept.copies(read_folder(office.folder))
    server.serve("/a.ics", ICS.replace(b"UID:1", b"UID:1\nDTSTAMP:20260310T120000Z"))
    office.later(minutes=20)
    assert office.kept.copies(read_folder(office.folder)) == before
    server.serve("/a.ics", ICS.replace(b"0317T", b"0318T"))
    office.later(minutes=20)
    assert starts(office.read()[0].groups[0]) == ["18.03. 18:00"]


@pytest.mark.parametrize(("body", "status"), [(b"<html>", 200), (b"", 500), (ICS[:-9], 200), (b"", 404)])
def test_the_last_good_copy_stays_and_its_age_is_told_when_it_is_old(office, server, body, status):
    server.serve("/a.ics", ICS)
    office.later(minutes=1)
    server.serve("/a.ics", body, status)
    office.later(hours=20)
    plan, problems = office.read()
    assert not problems and starts(plan.groups[0]) == ["17.03. 18:00"]
    office.later(hours=20)
    plan, (problem,) = office.read()
    assert plan.groups and problem.harmless and problem.urgent
    assert (problem.file, "zuletzt am 10.3.2026" in problem.text) == ("gruppen/k.txt", True)


def test_what_is_wrong_with_an_address_is_told(office, server):
    server.serve("/a.ics", b"", 403)
    office.later(seconds=5)
    _, (problem,) = office.read()
    assert "Fehler 403" in problem.text and problem.waits and not problem.harmless


def test_the_office_may_save_an_address_before_it_is_fetched(office):
    content = Content(LocalFolder(office.folder, office.kept.copies), office.store, lambda: TODAY)
    content.save("gruppen/aster.txt", office.text().replace("Krokus", "Aster").encode(), "")
    with pytest.raises(InvalidContent):
        content.save("gruppen/rose.txt", b"Gruppe: Rose\nKalender: rose.ics\n", "")


def test_another_process_and_the_next_start_know_the_copy(office, server):
    server.serve("/a.ics", ICS)
    office.later(minutes=1)
    other = PublishedCalendars(office.store, office.clock)
    assert [file.raw for file in other.copies(read_folder(office.folder)).values()] == [ICS]


def test_the_copy_of_a_calendar_that_nobody_names_any_more_is_deleted_after_two_weeks(office, server):
    server.serve("/a.ics", ICS)
    office.later(minutes=1)
    (office.folder / "gruppen" / "k.txt").write_text("Gruppe: Krokus\nRegel: montags, 18 Uhr\n")
    office.later(days=13)
    assert office.store.names("kalender")
    office.later(days=2)
    assert not office.store.names("kalender")


def test_an_address_with_an_umlaut_is_told_as_what_it_is():
    with pytest.raises(CalendarNotFetched, match="Umlaute"):
        fetch_calendar("https://verein-köln.de/k.ics", ["verein-köln.de"], Network())
