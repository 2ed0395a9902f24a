/**
 * Shows the button that records where a browser can, instead of the choice of a file. What it does is fetched when
 * somebody presses it: most people write.
 */
export function record(): void {
  if (!("MediaRecorder" in window) || !navigator.mediaDevices?.getUserMedia) return;
  document.documentElement.classList.add("can-record");
  // On the document, so that the form of a page of errors has it too.
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest<HTMLElement>("[data-voice-record]");
    const field = button && button.closest<HTMLElement>("[data-voice]");
    if (field) void begin(field);
  });
}

async function begin(field: HTMLElement): Promise<void> {
  try {
    const address = field.dataset["src"] ?? "";
    const voice = (await import(/* @vite-ignore */ address)) as typeof import("./voice.js");
    voice.press(field);
  } catch {
    const status = field.querySelector("[data-voice-status]");
    if (status) status.textContent = field.dataset["textFailed"] ?? "";
  }
}
