/** What somebody puts right is no longer marked as wrong: neither the field nor its line in the summary. */
export function mend(): void {
  for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => right(event.target as Element));
}

function right(changed: Element): void {
  const field = changed.closest(".field--error");
  if (!field) return;
  field.classList.remove("field--error");
  field.querySelector(".field__error")?.remove();
  for (const wrong of field.querySelectorAll("[aria-invalid]")) {
    wrong.removeAttribute("aria-invalid");
    const described = (wrong.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.endsWith("-error"));
    if (described.join("")) wrong.setAttribute("aria-describedby", described.join(" "));
    else wrong.removeAttribute("aria-describedby");
    const summary = document.querySelector(".error-summary");
    summary?.querySelector(`a[href="#${wrong.id}"]`)?.closest("li")?.remove();
    if (!summary?.querySelector("li")) summary?.remove();
  }
}
