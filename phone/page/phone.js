// The browser phone: the network behind /phone/calls says what is heard; this page plays it, and keeps the time.
"use strict";

const CALLS = "/phone/calls";
const POLL_MS = 1000;
const RING_MS = 1200;
// Nobody answers the test telephone: that is plain after this long.
const LONGEST_RINGING_S = 10;
const MS_PER_WORD = 400;
const TONE_MS = 140;
const ROWS = { 697: "123", 770: "456", 852: "789", 941: "*0#" };
const COLUMNS = [1209, 1336, 1477];
const GERMAN_TONE = [425];
const COUNTED = ["niemand", "eine Person", "zwei Personen", "drei Personen", "vier Personen", "fünf Personen",
  "sechs Personen", "sieben Personen", "acht Personen", "neun Personen", "zehn Personen"];

const byId = (id) => document.getElementById(id);
const audio = new Audio();
let speakers = null;

let call = null;       // the id of the call, "" while it is being dialled, null when the receiver is down
let now = {};          // what the network said last
let sounding = "";     // the sound of a room that is playing
let timers = [];
let poll = null;
let limit = null;
let attempts = 0;
let errands = Promise.resolve();

// --- what the caller does

function dial() {
  if (call !== null) return;
  const attempt = ++attempts;
  call = "";
  now = { step: -1 };
  byId("log").replaceChildren();
  receiver();
  say("Es klingelt");
  tone(GERMAN_TONE, RING_MS - 200);
  const rung = new Promise((done) => setTimeout(done, RING_MS));
  errands = Promise.all([post(CALLS, {}), rung]).then(([opened]) => {
    if (attempt !== attempts) return opened && post(`${CALLS}/${opened.id}`, { type: "hangup" });
    if (!opened) return over("Alle Leitungen sind besetzt.");
    call = opened.id;
    show(opened.state);
  }).catch(() => attempt === attempts && over("Die Hotline ist nicht zu erreichen."));
}

function hangUp() {
  if (call === null) return;
  const id = call;
  attempts += 1;
  if (id) errands = errands.then(() => post(`${CALLS}/${id}`, { type: "hangup" })).catch(() => {});
  over("Aufgelegt");
}

function press(key) {
  flash(key);
  tone(dtmf(key), TONE_MS);
  if (!call) return;
  note(key);
  // Nobody waits for an answer to fall silent: the voice stops with the key.
  if (now.keys && ["playing", "pausing"].includes(now.doing)) hush();
  tell({ type: "press", key });
}

// --- talking with the network, one thing after the other

async function post(url, body) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(url, options);
  return answer.ok ? answer.json() : null;
}

async function look(id) {
  const answer = await fetch(`${CALLS}/${id}`, { cache: "no-store" });
  return answer.ok ? answer.json() : null;
}

function tell(event) { ask((id) => post(`${CALLS}/${id}`, event)); }

function ask(question) {
  const id = call;
  errands = errands.then(async () => {
    if (call !== id) return;
    const state = await question(id);
    if (call === id) state ? show(state) : over("Aufgelegt");
  }).catch(() => call === id && over("Die Verbindung ist abgebrochen."));
}

function finished() { tell({ type: "finished", step: now.step }); }

// --- what the network says

const STATUS = {
  playing: () => "Sie hören",
  pausing: () => "Einen Moment",
  listening: () => "Jetzt eine Taste drücken",
  recording: () => "Bitte sprechen Sie. Eine Taste beendet.",
  ringing: () => "Es klingelt",
  room: (state) => `Im Raum: ${COUNTED[state.people] || `${state.people} Personen`}`,
  ended: (state) => `Aufgelegt. ${state.words}`,
};

const BEGIN = {
  playing: (state) => play(state),
  pausing: (state) => after(state.seconds),
  listening: (state) => after(state.seconds),
  recording: (state) => after(state.seconds),
  ringing: (state) => { ring(); after(Math.min(state.seconds, LONGEST_RINGING_S)); },
  room: (state) => stay(state),
  ended: (state) => { over(STATUS.ended(state)); busy(); },
};

function show(state) {
  state.captions.forEach((words) => write(words));
  if (state.step === now.step) return;
  const stays = state.doing === "room" && state.waiting && sounding && sounding === state.url;
  if (!stays) hush();
  if (state.doing !== "room") leaveRoom();
  now = state;
  say(STATUS[state.doing](state));
  if (!stays) BEGIN[state.doing](state);
}

function stay(state) {
  sounding = state.url || "";
  if (state.url || state.words) play(state);
  else if (state.pause) after(state.pause);
  poll ??= setInterval(() => ask(look), POLL_MS);
  limit ??= setTimeout(() => tell({ type: "time_up" }), state.seconds * 1000);
}

function leaveRoom() {
  clearInterval(poll);
  clearTimeout(limit);
  poll = limit = null;
}

function over(words) {
  call = null;
  hush();
  leaveRoom();
  say(words);
  receiver();
}

// --- sounds and time

function play(state) {
  if (!state.url) return speak(state);
  audio.src = state.url;
  audio.loop = Boolean(state.loop);
  audio.onended = finished;
  audio.onerror = () => speak(state);
  // A browser that forbids sound shows the words for as long as it takes to read them.
  audio.play().catch((error) => error.name === "NotAllowedError" && afterReading(state));
}

function speak(state) {
  const voice = "speechSynthesis" in window && speechSynthesis.getVoices().find((one) => one.lang.startsWith("de"));
  if (!voice) return afterReading(state);
  const spoken = new SpeechSynthesisUtterance(state.words);
  Object.assign(spoken, { voice, lang: "de-DE", rate: 0.9, onend: () => now === state && finished() });
  speechSynthesis.speak(spoken);
}

function afterReading(state) { after((state.words || "").split(/\s+/).length * MS_PER_WORD / 1000); }

function after(seconds) { timers.push(setTimeout(finished, seconds * 1000)); }

function hush() {
  timers.forEach(clearTimeout);
  timers = [];
  sounding = "";
  audio.onended = audio.onerror = null;
  audio.pause();
  if ("speechSynthesis" in window) speechSynthesis.cancel();
}

function ring() {
  tone(GERMAN_TONE, 1000);
  timers.push(setTimeout(ring, 5000));
}

function busy() { [0, 480, 960].forEach((start) => tone(GERMAN_TONE, 240, start)); }

function dtmf(key) {
  const [row, keys] = Object.entries(ROWS).find(([, those]) => those.includes(key));
  return [Number(row), COLUMNS[keys.indexOf(key)]];
}

function tone(hertz, ms, startMs = 0) {
  speakers ??= new AudioContext();
  speakers.resume();
  const start = speakers.currentTime + startMs / 1000;
  const volume = new GainNode(speakers, { gain: 0 });
  // Soft edges, or every tone would begin and end with a click.
  volume.gain.setTargetAtTime(0.08, start, 0.005);
  volume.gain.setTargetAtTime(0, start + ms / 1000, 0.005);
  volume.connect(speakers.destination);
  for (const frequency of hertz) {
    const oscillator = new OscillatorNode(speakers, { frequency });
    oscillator.connect(volume);
    oscillator.start(start);
    oscillator.stop(start + ms / 1000 + 0.05);
  }
}

// --- what the page shows

function say(words) { byId("status").textContent = words; }

function receiver() {
  byId("call").setAttribute("aria-disabled", String(call !== null));
  byId("hangup").setAttribute("aria-disabled", String(call === null));
}

function write(words, you = false) {
  const line = document.createElement("p");
  line.textContent = words;
  line.classList.toggle("you", you);
  byId("log").append(line);
  byId("log").scrollTop = byId("log").scrollHeight;
}

function note(key) {
  const last = byId("log").lastElementChild;
  if (last && last.classList.contains("you")) last.textContent += key;
  else write(key, true);
}

function flash(key) {
  const button = document.querySelector(`[data-key="${key}"]`);
  button.classList.add("pressed");
  setTimeout(() => button.classList.remove("pressed"), TONE_MS);
}

// --- buttons and keyboard

byId("call").addEventListener("click", dial);
byId("hangup").addEventListener("click", hangUp);
byId("keys").addEventListener("click", (event) => {
  const button = event.target.closest("[data-key]");
  if (button) press(button.dataset.key);
});

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[0-9*#]$/.test(event.key)) press(event.key);
  else if (event.key === "Escape") hangUp();
  else if (event.key === "Enter" && !event.target.closest("button")) dial();
  else return;
  event.preventDefault();
});

window.addEventListener("pagehide", () => {
  if (!call) return;
  const body = new Blob([JSON.stringify({ type: "hangup" })], { type: "application/json" });
  navigator.sendBeacon(`${CALLS}/${call}`, body);
});
