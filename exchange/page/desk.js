// The desk at the hotline's end: it opens calls, is told what happens in them, and says what they do now.

const CALLS = "/phone/calls";

/** A new call, {id, state}; null when all lines are taken. */
export const open = () => post(CALLS, {});

/** Tell what happened; the call's state, or null when there is no such call any more. */
export const tell = (id, event) => post(`${CALLS}/${id}`, event);

/** The receiver goes down. */
export const hangUp = (id) => tell(id, { type: "hangup" });

/** The call's state, or null when there is no such call any more. */
export async function look(id) {
  return read(await fetch(`${CALLS}/${id}`, { cache: "no-store" }));
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

function send(url, type, body) { return fetch(url, { method: "POST", headers: { "Content-Type": type }, body }); }

function read(answer) { return answer.ok ? answer.json() : null; }
