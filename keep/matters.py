"""What staff are told by messages: by the name of the check that finds it, in words of the office."""

from collections.abc import Mapping

# Told at once, and told only when it has stood for a while.
AT_ONCE: Mapping[str, str] = {
    "called_off": "Ein Treffen ist abgesagt, oder es findet doch statt.",
    "announcements": "Eine Ansage ist neu, oder eine ist gelöscht.",
    "messages": "Eine Nachricht ist auf dem Anrufbeantworter.",
}
WHEN_IT_STANDS: Mapping[str, str] = {
    "problems": "In einer Datei des Plans ist ein Fehler.",
    "stuck": "Was Sie geändert haben, ist nicht auf Sendung.",
    "second": "Ein zweiter Rechner möchte einen anderen Plan senden.",
    "slow": "Es werden viele falsche Nummern eingegeben.",
    "voices": "Eine Stimme spricht nicht.",
    "redis": "Der Zwischenspeicher antwortet nicht.",
    "store": "Der Speicher für Ansagen und Absagen antwortet nicht.",
    "free": "Die Festplatte ist fast voll.",
    "worker": "Die Arbeit im Hintergrund steht.",
}
