"""The systems that a room may be in instead of ours: how a telephone gets in, and which keys mute a caller there.

Most take digits while they still speak; where one does not, a group's block says how long to wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class System:
    """How a system is entered: after `wait` seconds a number and the key `ends` behind it, and so on with each number.

    It wants from `fewest` to `most` numbers. `then` is pressed after the first one; `mutes` mutes the caller later on;
    "" = none. `has_name`: callers know it by its name.
    """

    name: str
    wait: int
    ends: str = "#"
    mutes: str = ""
    fewest: int = 1
    most: int = 1
    then: str = ""
    has_name: bool = True


SYSTEMS = {
    system.name: system
    for system in (
        # The length is fixed there, and a # too many hangs up where the server is older. That a key mutes has to be
        # switched on there.
        System("BigBlueButton", wait=3, ends=""),
        System("Senfcall", wait=3, ends=""),
        System("Jitsi", wait=3),
        # The second # stands for a participant's number that nobody has.
        System("Zoom", wait=4, mutes="*6", most=2, then="#"),
        System("TeamViewer", wait=4, most=2),
        System("Teams", wait=4, mutes="*6"),
        # The second # stands for a participant's number, as with Zoom.
        System("Webex", wait=4, mutes="*6", then="#"),
        System("Telefonkonferenz", wait=4, fewest=0, most=2, has_name=False),
        System("SIP", wait=0, fewest=0, most=0, has_name=False),
    )
}


def pressed(system: System, numbers: Sequence[str], wait: int, ends: str) -> str:
    """What is pressed once the system answers, W = a second: "WWW2042531021#"."""
    steps = [f"{number}{ends}" for number in numbers]
    if system.then:
        steps.insert(1, system.then)
    return "".join("W" * wait + step for step in steps)
