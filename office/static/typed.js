// What somebody types into the box stays in this browser until it is saved: through a reload, the key back, a closed tab,
// a crash, a sign-in that has ended. It may hold the numbers of groups, so it goes when it is saved or discarded, when
// somebody signs out, and after a week; and it is shown only to whoever is signed in.

const WEEK_MS = 7 * 24 * 3600 * 1000, PATIENCE_MS = 8000;
// Each tab keeps its own text of a file.
const NAME = /^entwurf:([^:]*):(.*)$/;
const texts = storeOf("localStorage"), ofTab = storeOf("sessionStorage");
const tab = ofTab.tab ?? String(Math.random()).slice(2);
put(ofTab, "tab", tab);
const byId = (id) => document.getElementById(id);
const form = byId("datei"), box = byId("text");
// Whether what is in the box may be left without a question: it is on its way, or is not wanted.
let leaves = false;

const names = () => Object.keys(texts).filter((key) => NAME.test(key));
const drafts = () => names().map(read).filter((draft) => draft);
const keep = (key, text, stand) => put(texts, key, JSON.stringify({ text, stand, when: Date.now() }));
const drop = (key) => { delete texts[key]; };
const same = (one, other) => one.trimEnd() === other.trimEnd();

// What is damaged can be shown to nobody, and may hold numbers as well.
for (const key of names()) if (!(Date.now() - read(key)?.when <= WEEK_MS)) drop(key);

// A browser that keeps nothing asks before a text is left all the same.

function storeOf(name) {
  try {
    return window[name] ?? {};
  } catch (refusal) {
    return refused(refusal, {});
  }
}

function put(store, name, value) {
  try {
    store[name] = value;
    return true;
  } catch (refusal) {
    return refused(refusal, false);
  }
}

function refused(refusal, instead) {
  console.info(`Dieser Browser merkt sich keinen Text: ${refusal.name}`);
  return instead;
}

// null where nothing stands, or something damaged.
function read(key) {
  try {
    const draft = JSON.parse(texts[key]);
    return [draft.text, draft.stand].every((part) => typeof part === "string") ? { key, ...draft } : null;
  } catch {
    return null;
  }
}

byId("abmelden")?.addEventListener("submit", (event) => {
  const kept = names();
  if (kept.length && !confirm(event.target.dataset.question)) { event.preventDefault(); return; }
  kept.forEach(drop);
  leaves = true;
});

addEventListener("DOMContentLoaded", () => box && watchOver(`entwurf:${tab}:${form.dataset.file}`));

function watchOver(own) {
  const stand = form.elements.stand, shown = box.value, cameTyped = "typed" in form.dataset;
  const isTyped = () => cameTyped || box.value !== shown;
  const keepOwn = () => isTyped() ? keep(own, box.value, stand.value) : drop(own);
  let offered = null, asks = false;

  addEventListener("beforeunload", (event) => { if (isTyped() && !leaves) event.preventDefault(); });
  box.addEventListener("input", () => { leaves = false; keepOwn(); });
  form.addEventListener("submit", save);
  byId("uebernehmen").addEventListener("click", () => take(read(offered)));
  byId("verwerfen").addEventListener("click", discard);

  if (document.querySelector(".notice.saved")) drop(own);
  if (cameTyped) keepOwn();
  else take(read(own));
  if (!offered) offer(ofOthers());

  // The newest that another tab has kept. What was saved in the end is no draft any more.
  function ofOthers() {
    const all = drafts().filter(({ key }) => key !== own && key.match(NAME)[2] === form.dataset.file);
    all.filter(({ text }) => same(text, shown)).forEach(({ key }) => drop(key));
    return all.filter(({ text }) => !same(text, shown)).sort((one, other) => other.when - one.when)[0];
  }

  function offer(draft) {
    offered = draft?.key;
    byId("entwurf").hidden = !draft;
    if (!draft) return;
    byId("im-feld").hidden = !(byId("uebernehmen").hidden = offered === own);
    const when = { weekday: "long", hour: "2-digit", minute: "2-digit" };
    byId("entwurf-zeit").textContent = new Date(draft.when).toLocaleString("de", when);
  }

  // What has been typed into the box meanwhile changes places with it.
  function take(draft) {
    if (!draft) { offer(ofOthers()); return; }
    if (same(draft.text, shown)) { drop(draft.key); return; }
    if (!isTyped()) drop(draft.key);
    else if (!keep(draft.key, box.value, stand.value)) return;
    [box.value, stand.value] = [draft.text, draft.stand];
    box.dispatchEvent(new Event("input", { bubbles: true }));
    offer({ ...draft, key: own });
  }

  function discard() {
    drop(offered);
    if (offered !== own) { offer(ofOthers()); return; }
    leaves = true;
    location.assign(byId("neu-laden").href);
  }

  // A form that reaches nobody would give way to a page of the browser.
  async function save(event) {
    if (leaves) return;
    event.preventDefault();
    if (asks) return;
    asks = true;
    leaves = await isReached();
    asks = false;
    if (leaves) form.requestSubmit(); else tell("getrennt");
  }
}

async function isReached() {
  const anything = document.querySelector("link[rel=stylesheet]").href;
  try {
    return (await fetch(anything, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
  } catch {
    return false;
  }
}

// The hotline reads along only while it can be reached; what it has read before says nothing of what is typed now.
function tell(id) {
  byId("pruefung").replaceChildren(byId(id).content.cloneNode(true));
}

const REFUSED = { 403: "abgemeldet", 502: "getrennt", 503: "getrennt", 504: "getrennt" };
box?.addEventListener("htmx:sendError", () => tell("getrennt"));
box?.addEventListener("htmx:timeout", () => tell("getrennt"));
box?.addEventListener("htmx:responseError", ({ detail }) => tell(REFUSED[detail.xhr.status] ?? "ungelesen"));
