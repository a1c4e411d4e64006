// The room of the one who leads, as it changes: told by the server, or asked for where no stream is free.

const ASK_EVERY_MS = 2000;
const room = document.getElementById("raum");
let asking = null;

function show(fragment) {
  const focused = document.activeElement?.id;
  room.innerHTML = fragment;
  if (focused) document.getElementById(focused)?.focus();
  const news = room.querySelector("[data-news]")?.textContent ?? "";
  const status = document.getElementById("neues");
  // Said aloud only when it is new.
  if (status.textContent !== news) status.textContent = news;
}

function listen() {
  const stream = new EventSource(room.dataset.stream);
  stream.addEventListener("raum", ({ data }) => { stopAsking(); show(data); });
  stream.onerror = () => {
    // A stream that has ended is opened anew by the browser; one that was refused is not.
    if (stream.readyState === EventSource.CLOSED) ask();
  };
}

function ask() {
  asking ??= setInterval(async () => {
    const answer = await fetch(room.dataset.now);
    if (answer.redirected) location.reload();
    else if (answer.ok) show(await answer.text());
  }, ASK_EVERY_MS);
}

function stopAsking() {
  clearInterval(asking);
  asking = null;
}

// What a button asks for is done without leaving the page, so that the focus stays.
room.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target, event.submitter);
  const answer = await fetch(event.target.action, { method: "POST", body: form });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.getElementById("raum");
  if (!now) { location.reload(); return; }
  show(now.innerHTML);
  document.querySelectorAll(".notice").forEach((notice) => notice.remove());
  page.querySelectorAll(".notice").forEach((notice) => room.before(notice));
});

listen();
