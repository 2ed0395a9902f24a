/** A sentence the server left with an element: `data-text-sending` is `Sending`. */
export function text(at: HTMLElement, name: string): string {
  return at.dataset[`text${name}`] ?? "";
}
