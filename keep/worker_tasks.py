"""What the worker does, by the names of its threads, and what is missing while it does not run."""

from collections.abc import Mapping

MISSING_WITHOUT: Mapping[str, str] = {
    "room clock": "In den Räumen wird nicht gesagt, wie lange das Treffen noch dauert. "
    "Runden und gemeinsames Schweigen enden nicht von selbst.",
    "messenger": "Das Büro bekommt keine Nachrichten, auch nicht über Fehler.",
    "publisher": "Was Sie ändern, ist später zu hören, vielleicht erst, wenn sie wieder läuft.",
    "edits": "Was auf einem anderen Rechner geändert wird, kommt nicht in den Ordner des Plans.",
    "calendars": "Kalender aus dem Internet werden nicht abgerufen.",
    "meeting counts": "Wie viele Treffen geplant waren und ausfielen, wird erst später gezählt.",
    "counters": "Die Zahlen werden nicht auf die Festplatte geschrieben.",
}
