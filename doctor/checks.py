"""The table of all checks, in the order in which they are told."""

from dataclasses import replace

from doctor import machine, parts, reach, versions
from doctor.examination import Check

CHECKS = (
    Check("clock", "Uhr", machine.clock),
    Check("carriers_clock", "Uhr bei Twilio", reach.carriers_clock),
    Check("port", "Port", machine.port),
    Check("permissions", "Rechte", machine.permissions),
    Check("umask", "Neue Dateien", machine.umask),
    Check("disk", "Festplatte", machine.disk),
    Check("memory", "Arbeitsspeicher", machine.memory),
    Check("python", "Python", versions.python),
    Check("packages", "Pakete", versions.packages),
    Check("vulnerabilities", "Bekannte Lücken", versions.vulnerabilities, versions.AUDIT_SECONDS),
    Check("voice", "Stimme", parts.voice),
    Check("ffmpeg", "Aufnahmen", parts.ffmpeg),
    Check("redis", "Zwischenspeicher", parts.redis_server),
    Check("store", "Speicher", parts.store),
    Check("worker", "Dienst »worker«", parts.worker),
    Check("content", "Texte", parts.content),
    Check("office", "Büro", parts.office),
    Check("notify", "Nachrichten", parts.notify),
    Check("public_address", "Öffentliche Adresse", reach.public_address),
    Check("certificate", "Zertifikat", reach.certificate),
    Check("signature", "Unterschrift", reach.signature),
    Check("webhooks", "Nummer bei Twilio", reach.webhooks),
)


def with_test_message() -> tuple[Check, ...]:
    """The same checks, of which one sends a message to staff."""
    return tuple(replace(one, look=parts.notify_now, seconds=35) if one.look is parts.notify else one for one in CHECKS)
