/** The innermost field around the control with this id. */
const fieldOf = (id: string) => document.getElementById(id)?.closest(".field") ?? document.getElementById(id);

/** True if `changed` is the control with this id or another of the same field, such as the next radio button. */
export function holds(id: string, changed: EventTarget | null): boolean {
  return changed instanceof Node && (fieldOf(id)?.contains(changed) ?? false);
}

/** Begins like a name: "Phạm Văn Đức chưa xác nhận". */
const NAME = /^\p{Lu}\p{L}*\s+\p{Lu}/u;

/** Many fields may lack the same thing, so each line of a summary begins with the name of its field. */
export function named(id: string, text: string): string {
  const field = fieldOf(id);
  const heading = field?.querySelector(":scope > legend, :scope > .field__label");
  const label = (field?.getAttribute("data-name") ?? heading?.firstChild?.textContent)?.trim().replace(/[?:…]$/, "");
  if (!label) return text;
  return `${label}: ${NAME.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1)}`;
}
