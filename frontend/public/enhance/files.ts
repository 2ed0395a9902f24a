import { putPhotos } from "./photos.js";

/** The field of what was recorded. */
export function voiceOf(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector("input[name=voice]");
}

/** Puts the files among these fields back into their places in the form: a browser keeps none by itself. */
export function putFiles(form: HTMLFormElement, fields: [name: string, value: string | File][]): void {
  const of = (asked: string) =>
    fields.flatMap(([name, value]) => (name === asked && typeof value !== "string" ? [value] : []));
  putPhotos(form, of("photos"));
  const [voice] = of("voice");
  const slot = voiceOf(form);
  if (!voice || !slot) return;
  const held = new DataTransfer();
  held.items.add(voice);
  slot.files = held.files;
  // The page says that it must be chosen again, which is true only without JavaScript.
  slot.closest(".field")?.querySelector(".notice")?.remove();
  slot.dispatchEvent(new Event("voice", { bubbles: true }));
}
