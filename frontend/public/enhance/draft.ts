import { addressOf } from "./address.js";

type Kept = Record<string, string>;

/** The controls of a form whose words are kept: never files, passwords or what the server put there. */
function controls(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
  return [...form.elements].filter(
    (item): item is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
      (item instanceof HTMLInputElement && !["file", "hidden", "password", "submit"].includes(item.type)) ||
      item instanceof HTMLTextAreaElement ||
      item instanceof HTMLSelectElement,
  );
}

/** Where the draft of a form is kept. */
function place(form: HTMLFormElement): string {
  return `sk-draft:${new URL(addressOf(form)).pathname}`;
}

/** Keeps what is written on this device. Answers false when the browser keeps nothing. */
export function saveDraft(form: HTMLFormElement): boolean {
  const kept: Kept = {};
  for (const item of controls(form)) {
    if (!item.name) continue;
    if (item instanceof HTMLInputElement && (item.type === "checkbox" || item.type === "radio")) {
      if (item.checked) kept[`${item.name}=${item.value}`] = "on";
    } else if (item.value) kept[item.name] = item.value;
  }
  try {
    localStorage.setItem(place(form), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** Puts a kept draft back, only where the server sent nothing. Answers whether there was one. */
export function restoreDraft(form: HTMLFormElement): boolean {
  let kept: Kept;
  try {
    kept = JSON.parse(localStorage.getItem(place(form)) ?? "{}") as Kept;
  } catch {
    return false;
  }
  let found = false;
  for (const item of controls(form)) {
    if (item instanceof HTMLInputElement && (item.type === "checkbox" || item.type === "radio")) {
      if (kept[`${item.name}=${item.value}`]) item.checked = true;
    } else if (kept[item.name] && (item instanceof HTMLSelectElement || !item.value)) {
      item.value = kept[item.name] ?? "";
      found ||= item instanceof HTMLTextAreaElement;
    }
  }
  return found;
}

export function dropDraft(form: HTMLFormElement): void {
  try {
    localStorage.removeItem(place(form));
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}
