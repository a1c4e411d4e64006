// The tones of a telephone itself: keys, ringing, engaged, and the one after which one speaks.

const ROWS = { 697: "123", 770: "456", 852: "789", 941: "*0#" };
const COLUMNS = [1209, 1336, 1477];
const GERMAN_TONE = [425];
const BEEP = [1000];

const LEVEL = 0.08;
// Soft edges, or every tone would begin and end with a click.
const EDGE_S = 0.005;
// A shorter key the telephone network may not understand.
const SHORTEST_KEY_S = 0.1;
const RING_S = 1;
const ENGAGED_S = 0.48;
const ENGAGED_TIMES = 6;
const BEEP_S = 0.4;

let shared = null;

/** The loudspeaker of this page. A browser lets nothing sound before the first key or click. */
function speakers() {
  shared ??= new AudioContext();
  shared.resume();
  return shared;
}

/** The tones of one telephone; `context` gives what they sound in. */
export class Tones {
  #context;
  #line = null;       // what comes over the line; a key sounds in the telephone itself
  volume = 1;

  constructor(context = speakers) { this.#context = context; }

  /** The two tones of a key that goes down; what is returned lets it come up. */
  hold(name) {
    const [row, names] = Object.entries(ROWS).find(([, those]) => those.includes(name));
    const own = this.#way();
    const start = own.context.currentTime;
    const end = tone(own, [Number(row), COLUMNS[names.indexOf(name)]], start);
    return () => end(Math.max(own.context.currentTime, start + SHORTEST_KEY_S));
  }

  /** One ring, as the caller hears it. */
  ring() { this.#hear(GERMAN_TONE, RING_S); }

  /** The other side has put the receiver down. */
  engaged() {
    for (let beat = 0; beat < ENGAGED_TIMES; beat += 1) this.#hear(GERMAN_TONE, ENGAGED_S, 2 * beat * ENGAGED_S);
  }

  /** Please speak after the tone; resolves when it is over. */
  beep() {
    this.#hear(BEEP, BEEP_S);
    return new Promise((over) => setTimeout(over, BEEP_S * 1000));
  }

  /** Nothing comes over the line any more. */
  hush() {
    this.#line?.disconnect();
    this.#line = null;
  }

  #hear(hertz, seconds, later = 0) {
    this.#line ??= this.#way();
    const start = this.#line.context.currentTime + later;
    tone(this.#line, hertz, start)(start + seconds);
  }

  #way() {
    const context = this.#context();
    const way = new GainNode(context, { gain: this.volume });
    way.connect(context.destination);
    return way;
  }
}

/** A tone from `start` on; what is returned ends it. */
function tone(way, hertz, start) {
  const volume = new GainNode(way.context, { gain: 0 });
  volume.gain.setTargetAtTime(LEVEL, start, EDGE_S);
  volume.connect(way);
  const waves = hertz.map((frequency) => new OscillatorNode(way.context, { frequency }));
  for (const wave of waves) {
    wave.connect(volume);
    wave.start(start);
  }
  return (end) => {
    volume.gain.setTargetAtTime(0, end, EDGE_S);
    waves.forEach((wave) => wave.stop(end + 10 * EDGE_S));
  };
}
