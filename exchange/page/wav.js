// Sound as the telephone network carries it: WAV, PCM16, 8000 samples a second, one channel.

const HERTZ = 8000;
const BYTES = 2;
const HEADER_BYTES = 44;
const PCM = 1;
const LOUDEST = 0x7fff;

/** A recording of the browser as such a WAV file; null when there is nothing in it. */
export async function wav(recording) {
  // Sound is decoded at the rate of whoever decodes it.
  const network = new OfflineAudioContext(1, 1, HERTZ);
  const sound = await network.decodeAudioData(await recording.arrayBuffer()).catch(() => null);
  return sound && file(sound.getChannelData(0));
}

function file(samples) {
  const size = samples.length * BYTES;
  const bytes = new DataView(new ArrayBuffer(HEADER_BYTES + size));
  const text = (at, letters) => [...letters].forEach((one, n) => bytes.setUint8(at + n, one.charCodeAt(0)));
  const short = (at, ...numbers) => numbers.forEach((one, n) => bytes.setInt16(at + 2 * n, one, true));
  const long = (at, ...numbers) => numbers.forEach((one, n) => bytes.setUint32(at + 4 * n, one, true));
  text(0, "RIFF");
  long(4, HEADER_BYTES - 8 + size);
  text(8, "WAVEfmt ");
  long(16, 16);
  short(20, PCM, 1);
  long(24, HERTZ, HERTZ * BYTES);
  short(32, BYTES, 8 * BYTES);
  text(36, "data");
  long(40, size);
  samples.forEach((sample, n) => short(HEADER_BYTES + BYTES * n, Math.max(-1, Math.min(1, sample)) * LOUDEST));
  return bytes.buffer;
}
