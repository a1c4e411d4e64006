"""A group that meets in another system."""

WICKE = """Gruppe: Wicke
Regel: täglich, 18:30 bis 20 Uhr
Ort: am Telefon
Zugang: 583 194
Leitung: 7712 4450
"""
