"""What the hotline needs to work: voices, ffmpeg, Redis, the store, the worker, the content, and whom it tells."""

import secrets
import time

import redis

from audio.library import speak_mastered
from audio.telephone import RATE, decoded, wav
from audio.voices.voice import Speech, SpeechError
from doctor.finding import Finding, failed, ok, warning
from hotline import Hotline
from keep.content.editions import HEARTBEAT
from keep.notifications import TEST_TEXT, TEST_TITLE

SENTENCE = "Die Gruppe Krokus trifft sich am Dienstag um achtzehn Uhr dreißig."
PROBE = "pruefung"
SECONDS = 60
# In mu-law.
SILENCE = 0xFF


def voice(hotline: Hotline) -> Finding:
    """Which voices speak a sentence now."""
    begun, speaking, silent = time.monotonic(), [], []
    for one in hotline.library.voices:
        try:
            speak_mastered(one, SENTENCE)
            speaking.append(one.name)
        except SpeechError:
            silent.append(one.name)
    remedy = "»flask voices« sagt, warum eine Stimme nicht spricht."
    if not speaking:
        return failed("Keine Stimme spricht.", remedy)
    told = f"Es sprechen: {', '.join(speaking)} (in {time.monotonic() - begun:.1f} Sekunden)."
    return warning(f"{told} Es schweigen: {', '.join(silent)}.", remedy) if silent else ok(told)


def ffmpeg(hotline: Hotline) -> Finding:
    """Whether ffmpeg reads a recording, in the sandbox that all recordings pass."""
    silence = wav(bytes([SILENCE]) * RATE)
    try:
        decoded(Speech(silence, format="wav"))
    except SpeechError:
        told = "Aufnahmen lassen sich nicht lesen: Die Leitungen können nichts aufsprechen."
        return failed(told, "Richten Sie die Pakete noch einmal ein (»make run«), oder ffmpeg aus Ihrem System.")
    return ok("Aufnahmen lassen sich lesen.")


def redis_server(hotline: Hotline) -> Finding:
    """Whether Redis takes a value and gives it back, and which one it is."""
    value = secrets.token_bytes(8)

    def ask(client: redis.Redis) -> tuple[bool, str]:
        client.set(PROBE, value, ex=SECONDS)
        is_kept, told = client.get(PROBE) == value, client.info("server")
        return (
            is_kept,
            f"Valkey {told['valkey_version']}" if "valkey_version" in told else f"Redis {told['redis_version']}",
        )

    is_kept, name = hotline.redis.ask(ask, (False, ""))
    if is_kept:
        return ok(f"{name} schreibt und liest.")
    return failed(
        "Der Zwischenspeicher (Redis) nimmt nichts an. Anrufe gehen weiter, aber in den Räumen fehlt manches.",
        "Starten Sie den Dienst »worker« neu, oder prüfen Sie REDIS_URL und den Server dort.",
    )


def store(hotline: Hotline) -> Finding:
    """Whether the store keeps a file durably, lists it, gives it back, and removes it."""
    name, data = f"{PROBE}/{secrets.token_hex(8)}.txt", secrets.token_bytes(32)
    remedy = "Prüfen Sie DATA_DIR: Rechte, freien Platz, und bei einem Bucket die Zugangsdaten."
    try:
        hotline.store.write(name, data)
        is_kept = hotline.store.read(name) == data and name in hotline.store.names(PROBE)
        hotline.store.remove(name)
    except OSError as error:
        return failed(f"Im Speicher lässt sich nichts aufheben ({type(error).__name__}).", remedy)
    return ok("Der Speicher schreibt, liest und löscht.") if is_kept else failed("Der Speicher verliert etwas.", remedy)


def worker(hotline: Hotline) -> Finding:
    """Whether the worker has been there within the last seconds."""
    if hotline.redis.get(HEARTBEAT) is not None:
        return ok("Der Dienst »worker« arbeitet.")
    told = "Der Dienst »worker« arbeitet nicht: Änderungen kommen nicht auf Sendung."
    return failed(told, "Starten Sie ihn: »make run« oder als Dienst.")


def content(hotline: Hotline) -> Finding:
    """Whether everything that staff have written is on air."""
    plan, problems = hotline.checked()
    mistakes = [one for one in problems if not one.harmless]
    if mistakes:
        told = f"{len(mistakes)} Stellen in den Texten sind nicht zu verstehen, die erste in {mistakes[0].file}."
        return warning(told, "»flask check« und die Seite Plan zeigen sie und sagen, wie es richtig ist.")
    if not plan.groups:
        return failed("In den Texten steht keine Gruppe.", "Prüfen Sie CONTENT_DIR.")
    return ok(f"Alle Texte sind zu verstehen, Gruppen: {len(plan.groups)}.")


def office(hotline: Hotline) -> Finding:
    """Whether the office can open its pages."""
    if told := hotline.settings.said_at_the_start:
        return warning(told[0], "Tragen Sie die Zeile in .env ein, und starten Sie die Hotline neu.")
    return ok("Das Büro kann seine Seiten öffnen.")


def notify(hotline: Hotline) -> Finding:
    """Whether somebody is told when something is wrong."""
    if hotline.notifications is None:
        return warning(
            "Niemand bekommt eine Nachricht, wenn etwas nicht geht.", "Tragen Sie in NOTIFY eine Adresse ein."
        )
    return ok("Nachrichten gehen an die Adressen in NOTIFY. »flask doctor --notify« schickt eine Probe.")


def notify_now(hotline: Hotline) -> Finding:
    """The same, with a test message."""
    if hotline.notifications is None:
        return notify(hotline)
    results = hotline.notifications.send(TEST_TITLE, TEST_TEXT)
    missed = [name for name, took in results if not took]
    if missed:
        return failed(f"Nicht angekommen bei: {', '.join(missed)}.", "Prüfen Sie Adresse, Name und Passwort in NOTIFY.")
    return ok("Die Probe-Nachricht ist abgeschickt.")
