import { shrinkPhoto } from "../../shared/photo.js";
import { text } from "./text.js";

/** The photos of a card: shrunk on the device, shown small, taken with the camera where there is one. */
export function photos(form: HTMLFormElement, busy: (work: Promise<string>) => void): void {
  const files = form.querySelector<HTMLInputElement>("input[type=file][data-photos]");
  if (!files) return;
  files.addEventListener("change", () => busy(shrinkAll(form, files, [...(files.files ?? [])])));
  const camera = form.querySelector<HTMLElement>("[data-camera]");
  const taken = camera?.querySelector<HTMLInputElement>("input");
  if (!camera || !taken) return;
  camera.hidden = !matchMedia("(any-pointer: coarse)").matches;
  // What the camera takes stands beside what was chosen before.
  taken.addEventListener("change", () => {
    busy(shrinkAll(form, files, [...(files.files ?? []), ...(taken.files ?? [])]));
    taken.value = "";
  });
}

/** Puts files into the form that were shrunk before. */
export function putPhotos(form: HTMLFormElement, given: File[]): void {
  const slot = form.querySelector<HTMLInputElement>("input[data-photos]");
  if (!slot) return;
  const all = new DataTransfer();
  for (const file of given) all.items.add(file);
  slot.files = all.files;
  // The page says that photos must be chosen again, which is true only without JavaScript.
  if (given.length) slot.closest(".field")?.querySelector(".notice")?.remove();
  showThumbs(form, slot);
}

async function shrinkAll(form: HTMLFormElement, input: HTMLInputElement, chosen: File[]): Promise<string> {
  const most = Number(input.dataset["max"] ?? 3);
  const small = new DataTransfer();
  let trouble = "";
  const known = new Set(input.dataset["small"]?.split("\n"));
  for (const file of chosen) {
    if (small.files.length === most) {
      trouble = text(form, "TooMany").replace("{max}", String(most));
      break;
    }
    try {
      small.items.add(known.has(mark(file)) ? file : await shrinkPhoto(file));
    } catch {
      trouble = text(form, "Unreadable").replace("{name}", file.name);
    }
  }
  input.files = small.files;
  input.dataset["small"] = [...small.files].map(mark).join("\n");
  showThumbs(form, input);
  return trouble;
}

const mark = (file: File) => `${file.name}/${file.size}/${file.lastModified}`;

function showThumbs(form: HTMLFormElement, input: HTMLInputElement): void {
  const list = form.querySelector("[data-thumbs]");
  list?.replaceChildren(
    ...[...(input.files ?? [])].map((file) => {
      const item = document.createElement("li");
      const picture = document.createElement("img");
      picture.alt = file.name;
      picture.src = URL.createObjectURL(file);
      picture.onload = () => URL.revokeObjectURL(picture.src);
      item.append(picture);
      return item;
    }),
  );
}
