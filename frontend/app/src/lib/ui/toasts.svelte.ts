const STAYS_MS = 6000;

export interface Toast {
  id: number;
  text: string;
  undo?: (() => void | Promise<void>) | undefined;
}

/** Short news at the foot of the screen, with an undo for six seconds. */
class Toasts {
  list = $state<Toast[]>([]);
  #next = 0;

  /** Says `text`; `undo`, if given, is offered while it stays. */
  say(text: string, undo?: Toast["undo"]): void {
    const id = this.#next++;
    this.list.push({ id, text, undo });
    setTimeout(() => this.remove(id), STAYS_MS);
  }

  remove(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
