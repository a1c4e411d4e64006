"""The answering machine of the office, as a table like the main menu's."""

from ivr.flows.messages import (
    before_the_tone,
    discard_message,
    expect_message,
    heard_back,
    leave_message,
    message_fetched,
    message_is_gone,
    message_spoken,
    or_the_one_before,
    read_review,
    record_message,
    takes_messages,
    unless_taken,
)
from ivr.flows.recording import failure_words, fetch_on, moment_words, wait_a_moment
from ivr.menu_node import MenuNode, Option, keyword
from ivr.menus.room import BACK
from ivr.place import ALL
from ivr.place_names import At

# Where the office does not answer, the key before it tries once more.
LEAVE_A_MESSAGE = Option("2", goes_to=At.MESSAGE, offer="zum.nachricht", when=takes_messages)
AGAIN = Option("1", goes_to=At.MESSAGE, offer="zum.nochmal_versuchen", when=takes_messages)

MESSAGE_NODES = {
    At.MESSAGE: MenuNode(
        words=before_the_tone,
        then=record_message,
        does=expect_message,
        refused=At.MESSAGE_REFUSED,
        leads_on=unless_taken,
    ),
    At.MESSAGE_REFUSED: MenuNode(words=keyword("nachricht.kein_platz"), options=(BACK,), leads_on=or_the_one_before),
    At.MESSAGE_SPOKEN: MenuNode(reads=message_spoken),
    At.MESSAGE_FETCH: MenuNode(words=moment_words, then=wait_a_moment, reads=fetch_on, leads_on=message_fetched),
    At.MESSAGE_FAILED: MenuNode(words=failure_words, options=(AGAIN, BACK)),
    At.MESSAGE_LATE: MenuNode(words=keyword("nachricht.unterwegs"), options=(BACK,)),
    At.MESSAGE_REVIEW: MenuNode(
        words=heard_back,
        options=(
            Option("1", goes_to=At.MESSAGE_LEFT, keeps=ALL, offer="zum.nachricht_abgeben"),
            Option("2", goes_to=At.MESSAGE, keeps=ALL, offer="zum.nachricht_neu"),
            Option("3", goes_to=At.MESSAGE_DISCARDED, keeps=ALL, offer="zum.nachricht_loeschen"),
            # Whoever goes away has left it, as if he had hung up.
            *(Option(key, goes_to=At.MESSAGE_LEFT, keeps=ALL) for key in "90"),
        ),
        reads=read_review,
        leads_on=message_is_gone,
    ),
    At.MESSAGE_LEFT: MenuNode(
        words=keyword("nachricht.da"), options=(BACK,), does=leave_message, refused=At.MESSAGE_REVIEW
    ),
    At.MESSAGE_DISCARDED: MenuNode(
        words=keyword("nachricht.geloescht"), options=(AGAIN, BACK), does=discard_message, refused=At.MESSAGE_REVIEW
    ),
}
