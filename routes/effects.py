"""Carries out the effects of a reply that are not written with the snapshot: carrier, recordings, announcements."""

from collections.abc import Iterable

from hotline import Hotline
from ivr.model.adhoc_rooms import Opened
from ivr.model.announcement import Announcement, NotDone
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
    Tell,
)
from keep.announcements.recording_log import or_not_done
from keep.content.cancellations import BY_TELEPHONE


def do(effects: Iterable[Effect], hotline: Hotline, call: str = "") -> None:
    """Do what is not written with the snapshot, in this order; raises CarrierError or NotDone at the first that is not
    done, and leaves the rest."""
    for effect in effects:
        match effect:
            case Change() | Opened():
                pass  # written with the snapshot
            case Mute() | Announce() | Tell() | End():
                hotline.room_control.do(effect)
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
                hotline.cancellations.cancel(group, day, BY_TELEPHONE)
            case Cancel(group, day, _):
                hotline.cancellations.reopen(group, day)


def _expect_message(effect: ExpectMessage, hotline: Hotline, call: str) -> None:
    with or_not_done():
        if hotline.messages.is_full():
            raise NotDone("the answering machine is full")
    if not hotline.message_limits.allow(effect.caller):
        raise NotDone("a caller has left many messages within an hour")
    hotline.recordings.expect(call, effect.lasts)
