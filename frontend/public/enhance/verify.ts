/** Compares a reader's own PDF with the issued one by its hash; the file stays on the device. */
export function verifyFile(): void {
  const input = document.querySelector<HTMLInputElement>("input[type=file][data-sha256]");
  const result = document.querySelector<HTMLElement>("[data-verify-result]");
  if (!input || !result) return;
  input.closest<HTMLElement>("[hidden]")?.removeAttribute("hidden");
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) void compare(file, input, result);
  });
}

async function compare(file: File, input: HTMLInputElement, result: HTMLElement): Promise<void> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const same = hex === input.dataset["sha256"];
  result.textContent = (same ? input.dataset["textSame"] : input.dataset["textOther"]) ?? "";
  result.className = `notice notice--${same ? "ok" : "error"}`;
}
