// Several telephones on one page: the one in use is loud and plainly marked, the others are heard from afar.

const NEAR = 1;
const FAR = 0.1;

const frames = [...document.querySelectorAll("iframe")];

function use(chosen) {
  for (const frame of frames) {
    const volume = frame === chosen ? NEAR : FAR;
    frame.contentWindow.postMessage({ volume }, location.origin);
    frame.parentElement.classList.toggle("in-use", frame === chosen);
  }
}

// What happens inside a frame is not heard of outside, but where the focus goes is.
window.addEventListener("blur", () => setTimeout(() => {
  if (frames.includes(document.activeElement)) use(document.activeElement);
}));
