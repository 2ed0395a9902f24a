/** Where a form goes. Not `form.action`, which is a field of the form when one is named "action". */
export function addressOf(form: HTMLFormElement): string {
  return new URL(form.getAttribute("action") ?? "", location.href).href;
}
