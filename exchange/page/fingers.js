// What fingers hold down, on the screen and on the keyboard. What is held counts when it is let go.

const held = new Map();   // how it is let go, by the number of a pointer or the place of a key

/** This finger holds something; `letGo` is told whether it counts. */
export function down(finger, letGo) {
  up(finger, false);
  held.set(finger, letGo);
}

/** This finger lets go, if it held something. */
export function up(finger, counts = true) {
  held.get(finger)?.(counts);
  held.delete(finger);
}

/** Nobody looks at the page any more. */
export function slip() { [...held.keys()].forEach((finger) => up(finger, false)); }
