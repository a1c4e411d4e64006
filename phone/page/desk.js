// The desk at the hotline's end: it opens calls, is told what happens in them, and says what they do now.

const CALLS = "/phone/calls";

/** A new call, {id, state}; null when all lines are taken. */
export const open = () => post(CALLS, {});

/** Tell what happened; the call's state, or null when there is no such call any more. */
export const tell = (id, event) => post(`${CALLS}/${id}`, event);

/** The call's state, or null when there is no such call any more. */
export async function look(id) {
  return read(await fetch(`${CALLS}/${id}`, { cache: "no-store" }));
}

/** Hang up while the page is being closed, when nobody can wait for an answer. */
export function leave(id) {
  navigator.sendBeacon(`${CALLS}/${id}`, new Blob([JSON.stringify({ type: "hangup" })], { type: "application/json" }));
}

async function post(url, body) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

function read(answer) { return answer.ok ? answer.json() : null; }
