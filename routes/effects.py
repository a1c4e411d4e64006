"""Carries out the effects of a reply that are not written with the snapshot: carrier, recordings, announcements."""

import logging
from collections.abc import Iterable, Mapping

from carrier.port import CarrierError
from hotline import Hotline
from ivr.model.adhoc_rooms import Opened
from ivr.model.announcement import Announcement, NotDone
from ivr.model.talk import Talk
from ivr.reply import (
    Announce,
    Cancel,
    Change,
    DiscardMessage,
    Effect,
    End,
    Expect,
    ExpectMessage,
    LeaveMessage,
    Mute,
)
from ivr.say import Say, say
from keep.announcements.recording_log import or_not_done

log = logging.getLogger(__name__)


def do(effects: Iterable[Effect], hotline: Hotline, call: str = "") -> None:
    """Do what is not written with the snapshot, in this order; raises CarrierError or NotDone at the first that is not
    done, and leaves the rest."""
    for effect in effects:
        match effect:
            case Change() | Opened():
                pass  # written with the snapshot
            case Mute(room, people, on):
                hotline.carrier.mute(room, people, on)
            case Announce(room, hear):
                _announce(room, hear, hotline)
            case End(room):
                hotline.carrier.end(room)
            case Expect():
                hotline.recordings.expect(call)
            case ExpectMessage():
                _expect_message(effect, hotline, call)
            case LeaveMessage(recording):
                hotline.recordings.leave(call, recording)
            case DiscardMessage(recording):
                hotline.recordings.drop(call, recording)
            case Announcement():
                hotline.announcements.publish(effect)
            case Cancel(group, day, True):
                hotline.cancellations.cancel(group, day)
            case Cancel(group, day, _):
                hotline.cancellations.reopen(group, day)


def free(talks: Mapping[str, Talk], hotline: Hotline) -> None:
    """Who leads has hung up without lifting the silence: those in the rooms of these talks are heard again."""
    for room, talk in talks.items():
        try:
            do((Mute(room, talk.audible, False), Announce(room, (say("ruhe.vorbei"),))), hotline)
        except CarrierError as error:
            log.warning("Silence could not be lifted: %s", error)


def _expect_message(effect: ExpectMessage, hotline: Hotline, call: str) -> None:
    with or_not_done():
        if hotline.messages.is_full():
            raise NotDone("the answering machine is full")
    if not hotline.message_limits.allow(effect.caller):
        raise NotDone("a caller has left many messages within an hour")
    hotline.recordings.expect(call, effect.lasts)


def _announce(room: str, hear: tuple[Say, ...], hotline: Hotline) -> None:
    """What was to be announced has happened already; so it is no failure if nobody hears of it."""
    try:
        hotline.carrier.announce(room, hotline.settings.public_url + hotline.sound_path(hear))
    except CarrierError as error:
        log.warning("An announcement failed: %s", error)
