// What is said into a telephone. The microphone is asked for only while the call is recorded, and let go at its end.
// There is one, so one telephone has it at a time; a telephone is known by its `sound`.

import { wav } from "./wav.js";

// Nothing is made more beautiful: what a telephone sends is to be tried.
const PLAIN = { channelCount: 1, noiseSuppression: false, autoGainControl: false };

// Nobody who speaks, however softly, stays below this for long; the room around does.
const QUIET = 0.02;
const LOOK_EVERY_MS = 200;

let holder = null;     // the telephone that has the microphone
let recordings = 0;    // how many were begun or ended
let stream = null;
let take = null;       // {recorder, said}: `said` becomes a Blob when the recorder stops
let deaf = null;       // what is to be done when nobody can be heard
let ears = null;       // what notices that nobody speaks any more

/** Hear what is said, behind the beep if there is one; `over` when the seconds are over, or when nothing is said for as
    long as `silence`; `failed` once if it fails. */
export async function listen(sound, { seconds, beep, silence }, over, failed) {
  close(sound);
  if (holder) return [failed(), sound.wait(seconds, over)];
  holder = sound;
  const recording = recordings;
  deaf = failed;
  const opened = await open();
  if (!opened && recording === recordings) unheard();
  if (beep && recording === recordings) await sound.tones.beep();
  if (recording !== recordings) return letGo(opened);
  stream = opened;
  start();
  sound.wait(seconds, over);
  if (stream && silence) endInSilence(silence, over);
}

/** What was said since the beginning or since the last time, as a WAV file; null when nothing was heard. */
export async function spoken(sound) {
  if (holder !== sound) return null;
  const said = take?.said;
  if (take?.recorder.state === "recording") take.recorder.stop();
  start();
  const file = said && await wav(await said);
  if (!file) unheard();
  return file;
}

/** Say, once, that nobody can be heard. */
export function unheard() {
  deaf?.();
  deaf = null;
}

/** Let go of the microphone, or of the question for it. */
export function close(sound) {
  if (holder && holder !== sound) return;
  recordings += 1;
  letGo(stream);
  ears?.close();
  holder = stream = ears = take = deaf = null;
}

/** Null when there is none, or it may not be used. */
async function open() {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: PLAIN });
  } catch {
    return null;
  }
}

function start() {
  take = null;
  if (!stream?.active) return;
  const recorder = new MediaRecorder(stream);
  const said = new Promise((done) => { recorder.ondataavailable = ({ data }) => done(data); });
  recorder.start();
  take = { recorder, said };
}

/** Call `over` after so many seconds of silence. */
function endInSilence(seconds, over) {
  const listening = ears = new AudioContext();
  const meter = new AnalyserNode(ears, { fftSize: 16384 }), wave = new Float32Array(meter.fftSize);
  ears.createMediaStreamSource(stream).connect(meter);
  let heard = 0;
  const look = setInterval(() => {
    if (ears !== listening) return clearInterval(look);
    meter.getFloatTimeDomainData(wave);
    // The clock of this sound stands still while the browser lets nothing be heard.
    if (Math.max(...wave.map(Math.abs)) > QUIET) heard = listening.currentTime;
    if (listening.currentTime - heard < seconds) return;
    clearInterval(look);
    over();
  }, LOOK_EVERY_MS);
}

function letGo(opened) { opened?.getTracks().forEach((track) => track.stop()); }
