// The room of the one who leads, as it changes: told by the server, or asked for where no stream is free.

const ASK_EVERY_MS = 2000;
// A stream ends every few minutes, and is there again after some seconds.
const LOST_AFTER_MS = 10000;
const byId = (id) => document.getElementById(id);
const room = byId("raum"), form = byId("tat");
// By the clock of the hotline, whatever the one of this computer says.
const seconds = ((loaded) => () => loaded + performance.now() / 1000)(Number(room.dataset.clock));
let shown = room.innerHTML.trim(), losing = null;

// How long the speaker has still, counted here: the page itself changes only when the room does.
function countDown() {
  room.querySelectorAll("time[data-until]").forEach((time) => {
    const left = Math.round(Number(time.dataset.until) - seconds());
    const words = `${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
    time.nextElementSibling.textContent = left >= 0 ? ` (noch ${words})` : ` (${words} darüber)`;
  });
}

const waiting = () => [...room.querySelectorAll("[data-news]")].map((one) => one.textContent);

function show(fragment) {
  found();
  if (fragment.trim() === shown) return;
  shown = fragment.trim();
  const before = waiting(), focus = document.activeElement;
  // Where a button has gone, the focus stays with the person it was about.
  const nearby = room.contains(focus) && (focus.closest("li, section")?.querySelector("[tabindex]")?.id ?? "liste");
  const open = room.querySelector("details")?.open;
  room.innerHTML = fragment;
  const details = room.querySelector("details");
  if (details && open) details.open = true;
  countDown();
  if (nearby) (byId(focus.id) ?? byId(nearby) ?? byId("liste"))?.focus({ preventScroll: true });
  const news = waiting().filter((one) => !before.includes(one));
  if (news.length) byId("neues").textContent = news.join(" ");
}

function found() {
  clearTimeout(losing);
  losing = null;
  byId("getrennt").hidden = true;
}

function lost() {
  losing ??= setTimeout(() => { byId("getrennt").hidden = false; }, LOST_AFTER_MS);
}

function listen() {
  const stream = new EventSource(room.dataset.stream);
  stream.addEventListener("raum", ({ data }) => show(data));
  stream.addEventListener("ende", () => location.reload());
  stream.onopen = found;
  stream.onerror = () => {
    lost();
    // A stream that has ended is opened anew by the browser; one that was refused is not.
    if (stream.readyState === EventSource.CLOSED) setInterval(ask, ASK_EVERY_MS);
  };
}

async function ask() {
  try {
    const answer = await fetch(room.dataset.now);
    if (answer.redirected) location.reload();
    else if (answer.ok) show(await answer.text());
    else lost();
  } catch {
    lost();
  }
}

// What a button asks for is done without leaving the page, so that the focus stays.
async function act(event) {
  event.preventDefault();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("raum");
    if (!now) { location.reload(); return; }
    show(now.innerHTML);
    document.querySelectorAll("main > .notice:not([id])").forEach((notice) => notice.remove());
    page.querySelectorAll("main > .notice:not([id])").forEach((notice) => form.before(notice));
  } catch {
    byId("getrennt").hidden = false;
  }
}

form.addEventListener("submit", act);
countDown();
setInterval(countDown, 1000);
listen();
