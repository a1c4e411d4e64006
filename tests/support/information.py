"""Texts of information of every kind: one for leaders, one that is new, one that ends tonight, and a question."""

from dataclasses import replace
from datetime import date

from ivr.model.plan import InformationText, Plan

TEXTS = (
    InformationText(
        "Tipps zur Moderation", ("Beginnen Sie mit einer Runde.", "Achten Sie auf die Zeit."), None, None, True
    ),
    InformationText(
        "Geld von der Krankenkasse", ("Die Kassen fördern Gruppen.",), date(2026, 3, 10), date(2026, 3, 10)
    ),
    InformationText(
        "Was ist Selbsthilfe?", ("Menschen helfen einander.", "Niemand leitet sie an."), since=date(2026, 3, 9)
    ),
    InformationText("den Umzug des Büros", ("Das Büro zieht um.",), date(2026, 12, 31), date(2026, 3, 7)),
    InformationText("das Sommerfest", ("Wir feiern im Juli.",), date(2026, 3, 9)),
    InformationText("Datenschutz", ("Niemand nimmt etwas auf.",)),
)


def with_information(plan: Plan) -> Plan:
    """The plan, with these texts."""
    return replace(plan, information=TEXTS)
