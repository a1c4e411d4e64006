"""Twilio's REST API on this machine: a conference going on, recordings, every request noted, any of them gone wrong."""

import base64
import json
import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from tests.support.twilio_answers import Answer, Said, says, sounds
from tests.support.twilio_description import objections_to_answer, objections_to_request

ACCOUNT = "AC" + "a1" * 16
TOKEN = "0123456789abcdef0123456789abcdef"
CONFERENCE = "CF" + "c" * 32
CALL = "CA" + "b" * 32
BASE = f"/2010-04-01/Accounts/{ACCOUNT}/Conferences"
LIST = f"{BASE}.json"
IN_IT = f"{BASE}/{CONFERENCE}"
PEOPLE = f"{IN_IT}/Participants.json"
CALLS = f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json"
RECORDINGS = f"/2010-04-01/Accounts/{ACCOUNT}/Recordings"
NUMBERS = f"/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers"
PAGE = 100

Json = dict[str, object]


@dataclass(frozen=True)
class Asked:
    """One request: the fields of its query or form, and the name and password it came with."""

    method: str
    path: str
    fields: dict[str, str]
    login: str


class TwilioServer:
    """Listens on loopback; room r1 is going on with `people` in it. `wrong` says what else happens at a path.

    `calls` go on; `recordings` are the sounds of the call CALL by their RecordingSids; `numbers` belong to the account,
    which `token` opens. At the end no request may contradict Twilio's own description, nor an answer given here.
    """

    def __init__(self, people: int = 2, status: str = "in-progress") -> None:
        self.people = [{"label": f"p{number}", "muted": False, "hold": False} for number in range(people)]
        self.status = status
        self.calls: tuple[str, ...] = (CALL,)
        self.recordings: dict[str, bytes] = {}
        self.numbers: dict[str, dict[str, object]] = {}
        self.token = TOKEN
        self.objections: list[str] = []
        self.wrong: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.api = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "TwilioServer":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        assert not self.objections

    def answer(self, asked: Asked) -> Said:
        """As Twilio or as `wrong` has it."""
        self.asked.append(asked)
        # The sounds themselves are no part of the description.
        if not asked.path.endswith(".wav"):
            self.objections += objections_to_request(asked.method, asked.path, asked.fields)
        if asked.path in self.wrong:
            return self.wrong[asked.path]()
        if asked.path.startswith(f"{RECORDINGS}/"):
            return self._recording(asked.method, *asked.path.rpartition("/")[2].split("."))
        if asked.path.startswith(NUMBERS) and asked.login != f"{ACCOUNT}:{self.token}":
            return says(401, '{"code": 20003, "status": 401}')()
        answer = self._twilio(asked)
        self.objections += objections_to_answer(asked.method, asked.path, answer)
        return says(200, json.dumps(answer))()

    def _recording(self, method: str, sid: str, kind: str) -> Said:
        if sid not in self.recordings:
            return says(404, '{"code": 20404, "status": 404}')()
        if method == "DELETE":
            del self.recordings[sid]
            return says(204, "")()
        return sounds(self.recordings[sid])() if kind == "wav" else says(400, "{}")()

    def _twilio(self, asked: Asked) -> Json:
        match asked.method, asked.path:
            case "GET", path if path == LIST:
                there = asked.fields["FriendlyName"] == "r1" and asked.fields["Status"] == self.status
                return {"conferences": [{"sid": CONFERENCE, "status": self.status}] if there else []}
            case "GET", path if path == CALLS:
                here = self.calls if asked.fields["Status"] == "in-progress" else ()
                return {"calls": [{"sid": sid, "status": "in-progress"} for sid in here], "page": 0}
            case "GET", path if path == PEOPLE:
                return self._page(int(asked.fields.get("Page", "0")))
            case "GET", path if path == f"{RECORDINGS}.json":
                known = self.recordings if asked.fields["CallSid"] == CALL else {}
                return {"recordings": [{"sid": sid, "status": "completed"} for sid in known], "page": 0}
            case "GET", path if path == f"{NUMBERS}.json":
                return {"incoming_phone_numbers": list(self.numbers.values()), "page": 0}
            case "POST", path if path.startswith(f"{NUMBERS}/"):
                number = self.numbers[path.removeprefix(f"{NUMBERS}/").removesuffix(".json")]
                number |= {_snake(name): value for name, value in asked.fields.items()}
                return number
            case "POST", path if "/Participants/" in path:
                return {"conference_sid": CONFERENCE, "status": "connected"}
        return {"sid": CONFERENCE}

    def _page(self, number: int) -> Json:
        some = self.people[number * PAGE : (number + 1) * PAGE]
        last = (number + 1) * PAGE >= len(self.people)
        return {"participants": some, "next_page_uri": None if last else f"{PEOPLE}?Page={number + 1}", "page": number}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        twilio = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._do(urlsplit(self.path).query)

            def do_POST(self) -> None:
                self._do(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def do_DELETE(self) -> None:
                self._do("")

            def _do(self, fields: str) -> None:
                path, login = urlsplit(self.path).path, self.headers.get("Authorization", "").removeprefix("Basic ")
                known = base64.b64decode(login).decode()
                said = twilio.answer(Asked(self.command, path, dict(parse_qsl(fields, keep_blank_values=True)), known))
                with suppress(ConnectionError):  # of those who did not wait for it
                    self.send_response(said.status)
                    for header in said.headers.items():
                        self.send_header(*header)
                    self.end_headers()
                    for piece in said.pieces:
                        self.wfile.write(piece)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        return Handler


def _snake(name: str) -> str:
    """ "VoiceUrl" is answered as "voice_url"."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower()
