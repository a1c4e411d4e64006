"""A round: one after the other speaks, by number, each once.

Moments are seconds since 1970, so that they stand in a document as they are.
"""

from dataclasses import dataclass, replace

MINUTE = 60.0
# In seconds: after so much silence the speaker is asked, and after so much more it is the next one's turn. Where the
# carrier has not told of anybody's speech yet (False), whoever seems silent may well be speaking.
PATIENCE = {True: (15.0, 15.0), False: (60.0, 60.0)}
# In seconds: what is said when somebody is called lasts so long, and before the first one longer.
CALLED, FIRST_CALLED = 8.0, 14.0
# Where nobody moderates, nobody speaks for ever: a television beside the handset does.
LONGEST_UNLED = 900.0
# Nobody speaks so long without a pause, of which the carrier would tell: what it told last was lost.
LONGEST_BREATH = 600.0
# So many seconds before the time of a turn is up there is a tone.
TONES = (30.0, 0.0)


@dataclass(frozen=True)
class Round:
    """`speaker` is the number whose turn it is, `since` when; `heard` are the numbers whose turn is over, `interrupted`
    those who have gone during theirs.

    A turn takes some `minutes`, 0 = as long as it takes, and `tones` of it have been heard. By the event number `told`
    the speaker is silent from `quiet_since` on (later than now while he speaks), and was `asked` then (0 = not yet in
    this silence).
    """

    speaker: int = 0
    since: float = 0.0
    heard: tuple[int, ...] = ()
    interrupted: tuple[int, ...] = ()
    minutes: int = 0
    tones: int = 0
    quiet_since: float = 0.0
    asked: float = 0.0
    told: int = -1

    def with_speaker(self, number: int, now: float, is_first: bool = False) -> "Round":
        """The turn of this number begins."""
        heard_by = now + (FIRST_CALLED if is_first else CALLED)
        return Round(number, now, self.heard, self.interrupted, self.minutes, quiet_since=heard_by)

    @property
    def over(self) -> "Round":
        """The speaker has been heard."""
        return replace(self, heard=(*self.heard, self.speaker))

    @property
    def broken_off(self) -> "Round":
        """The speaker has gone, and may come back."""
        return replace(self, interrupted=(*self.interrupted, self.speaker))

    def with_speech(self, begins: bool, now: float, told: int) -> "Round":
        """The speaker begins to speak, or ceases; what is told late is no news."""
        if told <= self.told:
            return self
        return replace(self, quiet_since=now + LONGEST_BREATH if begins else now, asked=0.0, told=told)

    def asks_at(self, is_told: bool) -> float | None:
        """When the speaker is asked whether he wants to say something, None if he has been asked."""
        return None if self.asked else self.quiet_since + PATIENCE[is_told][0]

    def goes_on_at(self, is_told: bool) -> float | None:
        """When it is the next one's turn although the speaker has not handed it on."""
        return self.asked + PATIENCE[is_told][1] if self.asked else None

    @property
    def tone_at(self) -> float | None:
        """When the next tone is due, None if there is none (any more) in this turn."""
        left = self._tone_moments[self.tones :]
        return left[0] if left else None

    def with_tones(self, now: float) -> "Round":
        """The tones that are due by now have been heard, as one."""
        return replace(self, tones=sum(moment <= now for moment in self._tone_moments))

    @property
    def _tone_moments(self) -> tuple[float, ...]:
        end = self.since + self.minutes * MINUTE
        return tuple(end - before for before in TONES) if self.minutes else ()
