"""How a dialled call, or the stay in a room, ended."""

ANSWERED, BUSY, NO_ANSWER, FAILED = "answered", "busy", "no answer", "failed"
# Answered, and over within seconds: a conference in another system that is not open yet.
SHORT = "short"
REACHED = (ANSWERED, SHORT)
OUTCOMES = (*REACHED, BUSY, NO_ANSWER, FAILED)
