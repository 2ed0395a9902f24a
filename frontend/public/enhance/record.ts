type Voice = typeof import("./voice.js");

/**
 * Shows the button that records where a browser can, instead of the choice of a file. What it does is fetched when
 * somebody presses it: most people write.
 */
export function record(): void {
  if (!("MediaRecorder" in window) || !navigator.mediaDevices?.getUserMedia) return;
  document.documentElement.classList.add("can-record");
  // On the document, so that the form of a page of errors has it too.
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-voice-record]");
    if (button) void act(button, (voice, field) => voice.press(field));
  });
  // A recording that was put back into a form, from a page of errors or from the cards that wait.
  document.addEventListener("voice", (event) => void act(event.target as Element, (voice, field) => voice.show(field)));
}

async function act(at: Element, what: (voice: Voice, field: HTMLElement) => void): Promise<void> {
  const field = at.closest<HTMLElement>("[data-voice]");
  if (!field) return;
  try {
    what((await import(/* @vite-ignore */ field.dataset["src"] ?? "")) as Voice, field);
  } catch {
    const status = field.querySelector("[data-voice-status]");
    if (status) status.textContent = field.dataset["textFailed"] ?? "";
  }
}
