"""What a caller can learn of one group, and how she is put through to whom she may ask."""

from dataclasses import replace
from datetime import date, time

from ivr.call import begin, step
from ivr.flows.dates import entry_words
from ivr.model.agenda import entries, entry
from ivr.model.dial_outcome import ANSWERED, NO_ANSWER
from ivr.model.plan import Contact, Group, Newcomers, Plan
from ivr.model.recurrence import Rule, Span
from ivr.place import Place
from ivr.reply import Ask, Dial, Reply
from ivr.world import World
from prompts.wording import page
from tests.conftest import TUESDAY
from tests.support.walks import spoken_beforehand

WEEKLY = Rule((1,), Span(time(18, 30), time(20)))
CONTACT = Contact("030 23125 077", (Rule((1,), Span(time(18), time(20))),))
KROKUS = Group("Krokus", "Seele", (WEEKLY,), place="am Telefon", code="582917", note="Es gibt Tee.")


def world_of(*groups: Group) -> World:
    return World(TUESDAY, Plan(groups=groups), b"key")


def info(world: World) -> Reply:
    """The page of the only group."""
    return step(at(step(at(begin(world)), "1", world)), "4", world)


def at(reply: Reply) -> Place:
    assert isinstance(reply.then, Ask)
    return reply.then.place


def test_the_page_of_a_group_says_for_whom_it_is_and_what_newcomers_need():
    group = replace(KROKUS, for_whom="Menschen mit Depressionen", newcomers=Newcomers.WELCOME)
    heard = page(info(world_of(group)).hear)
    assert "Gruppe Krokus. | Thema: Seele. | Heute, Dienstag, zehnter März, achtzehn Uhr dreißig bis" in heard
    assert "Für wen die Gruppe ist: | Menschen mit Depressionen. || Neue sind willkommen." in heard
    assert "Die bekommen Sie im Büro. || Es gibt Tee. || Für die weiteren Termine" in heard
    assert "Für ein Gespräch mit dem Büro" in heard


def test_a_group_that_takes_nobody_and_one_that_is_open_say_so():
    full = page(info(world_of(replace(KROKUS, newcomers=Newcomers.NOT_NOW))).hear)
    assert "Zurzeit nimmt die Gruppe niemanden auf." in full and "Nummer" not in full
    assert "Sie brauchen keine Nummer." in page(info(world_of(replace(KROKUS, code="", open=True))).hear)


def test_one_key_leads_to_the_contact_and_who_gets_no_answer_hears_the_number():
    world = world_of(replace(KROKUS, contact=CONTACT))
    asked = info(world)
    assert "Für ein Gespräch mit der Kontaktperson | drücken Sie die Eins" in page(asked.hear)
    assert "Null drei null" not in page(asked.hear)
    ringing = step(at(asked), "1", world).then
    assert isinstance(ringing, Dial) and ringing.number == "030 23125 077"
    still = page(step(ringing.after, NO_ANSWER, world).hear)
    assert "Gerade nimmt niemand ab" in still and "Null drei null" in still and "die Null" in still
    assert "Auf Wiederhören" in page(step(ringing.after, ANSWERED, world).hear)


def test_outside_their_hours_these_are_said_and_the_office_is_offered():
    world = replace(world_of(replace(KROKUS, contact=CONTACT)), now=TUESDAY.replace(hour=9))
    heard = page(info(world).hear)
    assert "Die Kontaktperson erreichen Sie Dienstag | von achtzehn bis zwanzig Uhr." in heard
    assert "Null drei null" in heard and "Kontaktperson | drücken" not in heard and "Gespräch mit dem Büro" in heard


def test_the_further_dates_are_four_and_lead_back_to_the_page():
    world = world_of(KROKUS)
    dates = step(at(info(world)), "2", world)
    assert page(dates.hear).count("achtzehn Uhr dreißig bis zwanzig Uhr") == 4
    assert step(at(dates), "4", world) == info(world)


def test_all_of_it_is_spoken_beforehand():
    for hour in (9, 18):
        world = replace(world_of(replace(KROKUS, contact=CONTACT)), now=TUESDAY.replace(hour=hour))
        asked = info(world)
        replies = [asked, *(step(at(asked), key, world) for key in "123")]
        assert {page([said]) for reply in replies for said in reply.hear} <= spoken_beforehand(world)


def test_a_room_that_is_always_open_comes_last_and_is_not_open_until_midnight():
    always = Group("Anker", rules=(Rule(tuple(range(7)), Span(time(), time())),), open=True)
    world = world_of(always, KROKUS)
    assert [one.group.name for one in entries(world.plan, world.now)] == ["Krokus", "Anker"]
    assert page(entry_words(entry(always, world.now), world)) == "Gruppe Anker. | Tag und Nacht offen."


def test_a_meeting_without_an_end_is_given_none_and_what_is_off_is_said_first():
    group = Group("Krokus", dates=((date(2026, 3, 12), Span(time(18))), (date(2026, 3, 19), Span(time(18)))))
    off = replace(group, cancellations=frozenset({date(2026, 3, 12)}))
    world = world_of(off)
    assert page(entry_words(entry(group, world.now), world)).endswith("zwölfter März, achtzehn Uhr.")
    assert page(entry_words(entry(off, world.now), world)) == (
        "Fällt aus: | Gruppe Krokus. | Übermorgen, Donnerstag, zwölfter März, achtzehn Uhr. "
        "|| Das nächste Treffen: | Donnerstag, neunzehnter März, achtzehn Uhr."
    )


def test_after_midnight_a_meeting_of_last_night_that_is_off_is_news_of_yesterday():
    night = Group("Eule", rules=(Rule(tuple(range(7)), Span(time(22), time(1))),), code="582917")
    off = replace(night, cancellations=frozenset({date(2026, 3, 10)}))
    world = replace(world_of(off), now=TUESDAY.replace(day=11, hour=0, minute=30))
    heard = page(step(at(begin(world)), "1", world).hear)
    assert heard.startswith("Fällt aus: | Gruppe Eule. | Gestern, Dienstag, zehnter März, zweiundzwanzig Uhr.")
