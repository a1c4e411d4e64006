"""The names of all places of a call: as they stand in addresses and in what is counted, and what staff call them."""

from enum import StrEnum, unique


@unique
class At(StrEnum):
    """The name of a place; `words` are what staff call it, "" where nobody can be or hang up."""

    words: str

    def __new__(cls, value: str, words: str = "") -> "At":
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    # A name that no place has any more: an address may have been given before an update.
    UNKNOWN = ""
    # The main menu, in its three guises.
    MENU = "menu", "Hauptmenü"
    LEFT_ROOM = "hinaus", "Hauptmenü, nach dem Raum"
    MENU_UNSAVED = "menu_ungespeichert", "Hauptmenü, ohne zu speichern"
    # What can be heard without a number.
    DATES = "termine", "Termine"
    ALL_DATES = "vorlesen", "Alle Termine, von selbst vorgelesen"
    WHICH_GROUP = "welche", "Termine: Über welche Gruppe mehr?"
    GROUP_INFO = "auskunft", "Auskunft über eine Gruppe"
    GROUP_DATES = "weitere", "Die weiteren Termine einer Gruppe"
    CONTACT = "kontakt"
    AFTER_CONTACT = "nach_kontakt", "Zur Kontaktperson verbunden"
    CONTACT_NO_ANSWER = "kontakt_still", "Kontaktperson: niemand nimmt ab"
    RULES = "regeln", "Gesprächsregeln"
    INFORMATION = "auskuenfte", "Auskünfte: Auswahl"
    INFORMATION_TEXT = "infotext", "Auskünfte: ein Text"
    NEWCOMERS = "neu", "Für alle Neuen"
    # Numbers.
    GROUP_CODE = "gruppe", "Eingabe der Zugangsnummer"
    REST_OF_CODE = "ziffern", "Eingabe der Zugangsnummer: unbekannte Nummer"
    LEADER_CODE = "leitung", "Leitung: Eingabe der Nummer"
    TOO_MANY_TRIES = "zu_oft", "Zu viele falsche Nummern"
    RETRY_LATER = "gedulden", "Warten auf einen neuen Versuch"
    # Rooms without a number on a card.
    OPEN_GROUPS = "offene", "Welche Gruppe trifft sich gerade?"
    OWN_ROOM = "eigener", "Eigener Raum: Frage"
    OWN_ROOM_NUMBER = "eigener_neu", "Eigener Raum: neue Nummer"
    OWN_ROOM_ENTRY = "eigener_raum"
    # On the way into a room.
    ENTRY = "eintritt"
    ANNOUNCEMENT = "ansage", "Ansage der Gruppe"
    BEFORE_ROOM = "davor"
    CONSENT = "zusage", "Vor dem Raum: Gruppe und Zusage"
    CONFIRM_GROUP = "stimmt", "Vor dem Raum: „Stimmt das?“"
    WAIT_AT_DOOR = "vor_der_tuer", "Warten, bis der Raum öffnet"
    ROOM = "raum", "Vor dem geschlossenen Raum"
    PRACTICE = "ueben"
    NOT_CONNECTED = "nicht_drin", "Der Raum war nicht zu erreichen"
    # In a room.
    HOLD = "warten"
    BACK_FROM_ROOM = "zurueck", "Im Raum"
    REJOIN = "wieder"
    OVER = "vorbei"
    STAR_MENU = "pause", "Sternmenü im Raum"
    STAR_MENU_MORE = "pause_mehr", "Sternmenü im Raum: Weiteres"
    STAR_MENU_WRONG = "pause_fremd", "Sternmenü im Raum: falsche Taste"
    RAISE_HAND = "melden"
    LOWER_HAND = "zurueckziehen"
    MUTE = "stumm"
    HOW_MANY = "wie_viele"
    ROOM_RULES = "raumregeln", "Regeln im Raum"
    CONFIRM_LEAVE = "hinaus_frage", "Sternmenü: Raum verlassen?"
    LEADER_STAR_MENU = "pult", "Sternmenü der Leitung"
    LEADER_STAR_MENU_MORE = "pult_mehr", "Sternmenü der Leitung: Weiteres"
    LEADER_STAR_MENU_WRONG = "pult_fremd", "Sternmenü der Leitung: falsche Taste"
    HANDS = "wortmeldungen", "Leitung: Wortmeldungen"
    GIVE_FLOOR = "wort"
    SILENCE = "ruhe"
    LOCK = "schloss"
    CONFIRM_END = "schluss_frage", "Leitung: Gespräch beenden?"
    END_TALK = "schluss"
    # In another system's room.
    EXTERNAL = "anderswo", "Vor einem anderen System"
    AFTER_EXTERNAL = "nach_anderswo", "In einem anderen System"
    EXTERNAL_WAIT = "anderswo_warten", "Warten auf ein anderes System"
    EXTERNAL_LOST = "getrennt", "Aus einem anderen System getrennt"
    EXTERNAL_NO_ANSWER = "anderswo_still", "Ein anderes System antwortet nicht"
    # Announcements of leaders.
    LEADER_MENU = "leitermenue", "Leitung: Menü"
    ANNOUNCEMENTS = "ansagen", "Leitung: Ansagen"
    LISTEN = "anhoeren", "Leitung: Ansage anhören"
    RECORD = "aufnehmen"
    RECORDED = "aufgenommen", "Leitung: beim Aufsprechen"
    FETCH = "abholen", "Leitung: die Aufnahme wird geholt"
    RECORDING_FAILED = "missglueckt", "Leitung: Aufnahme misslungen"
    REVIEW = "pruefen", "Leitung: Ansage prüfen"
    DISCARDED = "verworfen", "Leitung: Ansage verworfen"
    HOW_LONG = "wie_lange", "Leitung: wie lange die Ansage gilt"
    HOW_MANY_DAYS = "tage", "Leitung: wie viele Tage"
    NEWER_EXISTS = "neuere", "Leitung: es gibt eine neuere Ansage"
    REPLACE = "ersetzen"
    UNSAVED = "ungespeichert", "Leitung: weggehen, ohne zu speichern?"
    SAVED = "gespeichert", "Leitung: Ansage gespeichert"
    NOT_SAVED = "nicht_gespeichert", "Leitung: Ansage nicht gespeichert"
    CONFIRM_DELETE = "loeschen_frage", "Leitung: Ansage löschen?"
    DELETED = "geloescht", "Leitung: Ansage gelöscht"
    # Meetings of leaders.
    MEETINGS = "absagen", "Leitung: Treffen wählen"
    NO_MEETINGS = "keine_treffen", "Leitung: kein Treffen zum Absagen"
    MEETING_CHOSEN = "ausfall_wahl"
    CONFIRM_CANCEL = "ausfall_frage", "Leitung: Treffen absagen?"
    CANCELLED = "ausfall", "Leitung: Treffen abgesagt"
    CONFIRM_REINSTATE = "zusage_frage", "Leitung: Absage zurücknehmen?"
    REINSTATED = "findet_statt", "Leitung: Treffen findet statt"
    TOO_LATE = "nicht_geaendert", "Leitung: zu spät zum Absagen"
    # The office, and the end of a call.
    OFFICE = "buero", "Büro: geschlossen"
    OFFICE_UNSAVED = "buero_ungespeichert", "Büro, ohne zu speichern"
    AFTER_OFFICE = "nach_buero", "Zum Büro verbunden"
    OFFICE_NO_ANSWER = "buero_still", "Büro: niemand nimmt ab"
    CRISIS = "krise", "Hilfe in Not"
    CRISIS_CALL = "krise_anruf"
    AFTER_CRISIS = "nach_krise", "Zur Hilfe in Not verbunden"
    CRISIS_NO_ANSWER = "krise_still", "Hilfe in Not: niemand nimmt ab"
    FAREWELL = "abschied"
    AFTER_FAREWELL = "nach_abschied", "Am Ende zum Büro verbunden"
    FAREWELL_NO_ANSWER = "abschied_still"
    GOODBYE = "ende"
    # A message for the office.
    MESSAGE = "nachricht"
    MESSAGE_REFUSED = "nachricht_kein_platz", "Nachricht: kein Platz"
    MESSAGE_SPOKEN = "nachricht_gesprochen", "Nachricht: beim Aufsprechen"
    MESSAGE_FETCH = "nachricht_abholen", "Nachricht: die Aufnahme wird geholt"
    MESSAGE_FAILED = "nachricht_missglueckt", "Nachricht: Aufnahme misslungen"
    MESSAGE_LATE = "nachricht_unterwegs", "Nachricht: noch unterwegs"
    MESSAGE_REVIEW = "nachricht_pruefen", "Nachricht: prüfen"
    MESSAGE_LEFT = "nachricht_da", "Nachricht: angekommen"
    MESSAGE_DISCARDED = "nachricht_geloescht", "Nachricht: gelöscht"
    # Something of ours has failed.
    FAILURE = "stoerung"
    FAILURE_OFFICE = "stoerung_buero", "Nach einer Störung: ins Büro?"
