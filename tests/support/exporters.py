"""Calendars as programs export them, by program."""

from datetime import timedelta

from tests.support.exporting import Event, Exporter, Lines, as_day, at_midnight, floating, in_utc, in_zone, zone


def _folded(lines: Lines) -> bytes:
    return "".join(
        "\r\n ".join(line[at : at + 40] for at in range(0, len(line), 40)) + "\r\n" for line in lines
    ).encode()


def _midnights(event: Event) -> Lines:
    start = event.start.replace(hour=0, minute=0)
    return [in_zone(WINDOWS)(name, when) for name, when in (("DTSTART", start), ("DTEND", start + timedelta(days=1)))]


ALARM = ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Erinnerung", "END:VALARM"]
WINDOWS, QUOTED = "W. Europe Standard Time", '"W. Europe Standard Time"'
MOZILLA = "/mozilla.org/20050126_1/Europe/Berlin"
EVOLUTION = "/freeassociation.sourceforge.net/Europe/Berlin"

EXPORTERS: dict[str, Exporter] = {
    "google": Exporter(
        head=[
            "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Treffen",
            "X-WR-TIMEZONE:Europe/Berlin",
            *zone("Europe/Berlin", "X-LIC-LOCATION:Europe/Berlin"),
        ],
        moment=in_zone("Europe/Berlin"),
        single=in_utc,
        extra=[
            "DTSTAMP:20260301T100000Z",
            "CREATED:20260201T100000Z",
            "DESCRIPTION:",
            "LAST-MODIFIED:20260301T100000Z",
            "LOCATION:",
            "SEQUENCE:2",
            "TRANSP:OPAQUE",
        ],
    ),
    "outlook": Exporter(
        head=[
            "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
            "METHOD:PUBLISH",
            "X-MS-OLK-FORCEINSPECTOROPEN:TRUE",
            *zone(WINDOWS),
        ],
        moment=in_zone(QUOTED),
        extra=[
            "CLASS:PUBLIC",
            "PRIORITY:5",
            "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
            "X-MICROSOFT-CDO-IMPORTANCE:1",
            *ALARM,
            "X-ALT-DESC;FMTTYPE=text/html:<html><body>\\n\\n<p",
            "\t>Liebe Grüße</p></body></html>",
        ],
    ),
    "exchange": Exporter(
        head=["METHOD:PUBLISH", "PRODID:Microsoft Exchange Server 2010", "X-WR-CALNAME:Kalender", *zone(WINDOWS)],
        moment=in_zone(WINDOWS),
        off=at_midnight(WINDOWS),
        all_day=lambda event: [*_midnights(event), "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"],
        extra=[
            "DTSTAMP:20260301T100000Z",
            "STATUS:CONFIRMED",
            "SEQUENCE:0",
            "LOCATION;LANGUAGE=de-DE:Raum\\, 1. Stock",
        ],
    ),
    "outlook for mac": Exporter(
        head=["PRODID:-//Microsoft Corporation//Microsoft Outlook MAC 16//EN", *zone("Europe/Berlin", offsets=False)],
        moment=in_zone("Europe/Berlin"),
        until=lambda day: f"{day:%Y%m%d}",
        extra=["X-ENTOURAGE_UUID:1", "CATEGORIES:Gruppe"],
        save=lambda lines: "".join(f"{line} \r\n" for line in lines).encode(),
    ),
    "apple": Exporter(
        head=["PRODID:-//Apple Inc.//macOS 15.1//EN", "CALSCALE:GREGORIAN", "X-APPLE-CALENDAR-COLOR:#63DA38FF"],
        moment=in_zone("Europe/Berlin"),
        tail=zone("Europe/Berlin"),
        extra=[
            "TRANSP:OPAQUE",
            "X-APPLE-CREATOR-IDENTITY:com.apple.calendar",
            *ALARM[:-1],
            "X-WR-ALARMUID:1",
            ALARM[-1],
        ],
        uid=lambda number: f"8A1F0C66-0000-4000-8000-{number:012}",
    ),
    "nextcloud": Exporter(
        head=["PRODID:-//IDN nextcloud.com//Calendar app 5.0.1//EN", "CALSCALE:GREGORIAN", *zone("Europe/Berlin")],
        moment=in_zone("Europe/Berlin"),
        extra=["CREATED:20260301T100000Z", "DTSTAMP:20260301T100000Z", "SEQUENCE:2", "COLOR:gold"],
        save=_folded,
    ),
    "thunderbird": Exporter(
        head=["PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", *zone(MOZILLA)],
        moment=in_zone(MOZILLA),
        extra=["X-MOZ-GENERATION:3", "X-MOZ-LASTACK:20260301T100000Z", "CLASS:PUBLIC"],
        save=lambda lines: "".join(f"{line}\n" for line in lines).encode("utf-8-sig"),
    ),
    "owncloud": Exporter(
        head=["PRODID:ownCloud Calendar", "CALSCALE:GREGORIAN"],
        moment=in_zone("Europe/Berlin"),
        single=in_utc,
        off=as_day,
        extra=["EXDATE;TZID=Europe/Berlin:", "RDATE:", "CLASS:PUBLIC", "TRANSP:"],
        save=lambda lines: "".join(f"{line}\r\r\n" for line in lines).encode(),
    ),
    "club software": Exporter(
        head=["PRODID:-//Vereinsverwaltung//DE", "X-WR-CALDESC:Alle Termine"],
        moment=floating,
        until=lambda day: f"{day:%Y%m%dT235959}",
        uid=lambda number: "verein",
        save=lambda lines: "".join(f"{line}\n" for line in lines).encode("cp1252"),
    ),
    "phone": Exporter(
        head=["PRODID:-//Telefon//Kalender 4//DE", "X-WR-TIMEZONE:Europe/Berlin"],
        moment=in_zone("Europe/Berlin"),
        has_duration=True,
        extra=["X-ALLDAY:0", "DTEND:", "RRULE:", "X-REMINDER:15"],
        until=lambda day: f"{day:%Y%m%d}",
        save=lambda lines: "".join(f"{line}\n\n" for line in lines).encode(),
    ),
    "evolution": Exporter(
        head=["PRODID:-//Ximian//NONSGML Evolution Calendar//EN", *zone(EVOLUTION)],
        moment=in_zone(EVOLUTION),
        extra=["X-EVOLUTION-CALDAV-HREF:/kalender/1.ics", 'ATTENDEE;CN="Müller: Anna";RSVP=TRUE:mailto:a@example.org'],
        save=lambda lines: "".join(f"{line}\r\n" for line in lines).encode("utf-16"),
    ),
}
