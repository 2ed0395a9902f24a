const PLACE = "sk-keys";

/** Whether single-letter keys work; a reader may switch them off (WCAG 2.1.4). */
class Keys {
  on = $state(read());

  set(on: boolean): void {
    this.on = on;
    try {
      localStorage.setItem(PLACE, on ? "on" : "off");
    } catch {
      // It then holds for this visit only.
    }
  }

  /** Runs what belongs to the key; never inside a field, in an open dialog, or together with a modifier. */
  handle(event: KeyboardEvent, acts: Record<string, () => void>): void {
    if (!this.on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
      return;
    const target = event.target as HTMLElement;
    if (target.closest("input, textarea, select, [contenteditable], dialog")) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(PLACE) !== "off";
  } catch {
    return true;
  }
}

export const keys = new Keys();

/** Ctrl+Enter, or Cmd+Enter, sends the form one is writing in: `<form {@attach sendByKey}>`. */
export function sendByKey(form: HTMLFormElement): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  };
  form.addEventListener("keydown", pressed);
  return () => form.removeEventListener("keydown", pressed);
}
