"""How a dialled call ended: the carrier's word for it (Twilio's DialCallStatus), and one of ours."""

# A conference that nobody has opened yet answers, says so, and hangs up.
THROWN_OUT = 10
SHORT = "short"
REACHED = ("completed", "answered")


def outcome(status: str, seconds: str) -> str:
    """The carrier's word; or "short" for a call that was answered and was over within ten seconds.

    `seconds` as the carrier writes them (DialCallDuration); "" = it tells none, as after a conference.
    """
    is_short = seconds.isascii() and seconds.isdecimal() and int(seconds[:6]) < THROWN_OUT
    return SHORT if status in REACHED and is_short else status
