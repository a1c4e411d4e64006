// A telephone: keys, display, sound and calls of one part of the page.

import { Call } from "./call.js";
import * as fingers from "./fingers.js";
import { Sound } from "./sound.js";
import { Tones } from "./tones.js";
import { View } from "./view.js";

/** The telephone in `root`, each with calls of its own. */
export class Telephone {
  #tones = new Tones();

  constructor(root) {
    this.root = root;
    this.view = new View(root);
    this.sound = new Sound(root.querySelector("audio"), this.#tones);
    this.call = new Call(this.view, this.sound);
    root.querySelector(".call").addEventListener("click", () => this.call.dial());
    root.querySelector(".hang-up").addEventListener("click", () => this.call.hangUp());
    root.querySelector(".handset").addEventListener("click", () => this.#handset());
    this.#keys(root.querySelector(".keys"));
  }

  /** A key goes down and sounds for as long as it is held; what is returned lets it come up, and whether it counts. */
  hold(key) {
    const ends = [this.#tones.hold(key), this.view.hold(key)];
    return (counts) => {
      ends.forEach((end) => end());
      if (counts) this.call.press(key);
    };
  }

  #keys(keys) {
    keys.addEventListener("pointerdown", (event) => {
      const key = keyOf(event);
      if (!key || event.button) return;
      // A finger that slips off still holds the key.
      keys.setPointerCapture(event.pointerId);
      fingers.down(event.pointerId, this.hold(key));
    });
    keys.addEventListener("pointerup", (event) => fingers.up(event.pointerId));
    // The finger went on to move the page.
    keys.addEventListener("pointercancel", (event) => fingers.up(event.pointerId, false));
    keys.addEventListener("click", (event) => {
      // Without a finger: by the keyboard, or by a helping device.
      if (event.detail === 0 && keyOf(event)) this.hold(keyOf(event))(true);
    });
  }

  #handset() {
    if (this.root.classList.contains("lifted")) this.call.hangUp();
    else this.call.dial();
  }
}

function keyOf({ target }) { return target.closest("[data-key]")?.dataset.key; }
