"""German names of the places of a call, for the statistics."""

from ivr.place_names import At

WORDS = {name.value: name.words for name in At if name.words}


def place_words(name: str) -> str:
    """A place in words; its own name once it has gone from the menu."""
    return WORDS.get(name, name)
