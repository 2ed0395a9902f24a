/** Share, copy and print buttons: hidden without JavaScript, because they would do nothing. */
export function share(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-share], [data-copy]")) {
    const canShare = "share" in button.dataset && "share" in navigator;
    button.hidden = false;
    button.addEventListener("click", () => void press(button, canShare));
  }
}

async function press(button: HTMLButtonElement, canShare: boolean): Promise<void> {
  const text = button.dataset["copy"] || location.href.split("#")[0] || location.href;
  try {
    if (canShare) {
      await navigator.share({ title: document.title, url: text });
      return;
    }
    await navigator.clipboard.writeText(text);
    const label = button.querySelector<HTMLElement>("[data-label]") ?? button;
    const before = label.textContent;
    label.textContent = button.dataset["textCopied"] ?? before;
    setTimeout(() => (label.textContent = before), 2000);
  } catch {
    // The reader closed the share sheet, or the browser refused the clipboard: nothing is lost.
  }
}
