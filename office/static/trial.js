// The whole trial call in one go: one sound after the other, until somebody stops it.

const all = document.getElementById("alles"), sounds = [...document.querySelectorAll(".turns audio")];
let playing = null;

function play(place) {
  playing = sounds[place] ?? null;
  all.textContent = playing ? "Anhalten" : "Alles abspielen";
  if (!playing) return;
  playing.currentTime = 0;
  playing.closest("li").scrollIntoView({ block: "nearest" });
  playing.play().catch(() => play(place + 1));
}

for (const [place, sound] of sounds.entries()) {
  sound.addEventListener("ended", () => { if (sound === playing) play(place + 1); });
}
all.addEventListener("click", () => {
  if (!playing) { play(0); return; }
  playing.pause();
  play(sounds.length);
});
all.hidden = !sounds.length;
