// At the box: what is read in it is announced in one short line whenever that changes, and examples are put into it.

const byId = (id) => document.getElementById(id);
const box = byId("text"), result = byId("ergebnis");
const BLOCK = /^\s*Gruppe\s*:/i;
// These stand at the top of a text of information.
const AT_THE_TOP = ["Titel", "Gilt"];

if (box) {
  const announce = () => { result.textContent = byId("pruefung").querySelector("h2")?.textContent ?? ""; };
  new MutationObserver(announce).observe(byId("pruefung"), { childList: true });
  for (const button of document.querySelectorAll(".fields [data-line]")) {
    button.hidden = false;
    button.addEventListener("click", () => insert(button.dataset.key, button.dataset.line));
  }
}

// Into the group in which the cursor is: a line that is there and empty is filled in, one with words stays.
function insert(key, example) {
  const lines = box.value.split("\n"), [first, end] = block(lines);
  const is = (line) => line.slice(0, line.indexOf(":")).trim().toLowerCase() === key.toLowerCase();
  const there = key ? lines.findIndex((line, place) => place >= first && place < end && is(line)) : -1;
  const line = key ? aligned(key, example, lines[first]) : example;
  if (there < 0) {
    const place = AT_THE_TOP.includes(key) ? 0 : afterText(lines, first, end);
    const before = start(lines, place);
    write(before, before, place < lines.length ? `${line}\n` : `\n${line}`);
  } else if (lines[there].trim().endsWith(":")) {
    write(start(lines, there), start(lines, there) + lines[there].length, line);
  } else {
    box.focus();
    box.setSelectionRange(start(lines, there), start(lines, there) + lines[there].length);
    box.scrollTop = (there / lines.length) * box.scrollHeight - box.clientHeight / 2;
    result.textContent = `»${key}:« steht schon da.`;
  }
}

// The first line of the group in which the cursor is, and the one behind its last.
function block(lines) {
  const current = box.value.slice(0, box.selectionStart).split("\n").length - 1;
  const heads = lines.flatMap((line, place) => BLOCK.test(line) ? [place] : []);
  return [heads.findLast((place) => place <= current) ?? 0, heads.find((place) => place > current) ?? lines.length];
}

function afterText(lines, first, end) {
  let place = end;
  while (place > first && !lines[place - 1].trim()) place -= 1;
  return place;
}

// At most the length of the box: a line behind the last one has no start.
function start(lines, place) {
  return Math.min(lines.slice(0, place).join("\n").length + (place ? 1 : 0), box.value.length);
}

// The value stands in the same column as in the first line of the group.
function aligned(key, example, head) {
  const column = BLOCK.test(head ?? "") ? head.match(/^[^:]*:\s*/)[0].length : 0;
  return `${key}:`.padEnd(column - 1) + example.slice(key.length + 1);
}

function write(from, to, text) {
  box.focus();
  box.setSelectionRange(from, to);
  // Only what is typed can be undone with Ctrl and Z.
  if (document.execCommand("insertText", false, text)) return;
  box.setRangeText(text, from, to, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
