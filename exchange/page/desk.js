// The desk at the hotline's end: it opens calls, is told what happens in them, and says what they do now.

const CALLS = "/phone/calls";
// As long as the hotline needs to start again; the calls go on meanwhile.
const PATIENCE_MS = 15000;
const AGAIN_MS = 500;
// By its number an event that is sent again is known.
let told = 0;

/** A new call, {id, state}; without an id where there is no line. */
export const open = () => post(CALLS, {});

/** Tell what happened; the call's state, or null when there is no such call any more. */
export const tell = (id, event) => post(`${CALLS}/${id}`, { ...event, number: ++told });

/** The receiver goes down. */
export const hangUp = (id) => tell(id, { type: "hangup" });

/** The call's state, or null when there is no such call any more. */
export async function look(id) {
  return read(await patiently(`${CALLS}/${id}`, { cache: "no-store" }));
}

/** What the microphone heard; false when it could not be used. */
export async function speak(id, wav) {
  return (await send(`${CALLS}/${id}/speech`, "audio/wav", wav)).ok;
}

/** Hang up while the page is being closed, when nobody can wait for an answer. */
export function leave(id) {
  navigator.sendBeacon(`${CALLS}/${id}`, new Blob([JSON.stringify({ type: "hangup" })], { type: "application/json" }));
}

async function post(url, body) {
  return read(await send(url, "application/json", JSON.stringify(body)));
}

function send(url, type, body) { return patiently(url, { method: "POST", headers: { "Content-Type": type }, body }); }

async function patiently(url, request) {
  for (let waited = 0; waited < PATIENCE_MS; waited += AGAIN_MS) {
    try {
      return await fetch(url, request);
    } catch {
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }
  return fetch(url, request);
}

function read(answer) { return answer.ok || answer.status === 503 ? answer.json() : null; }
