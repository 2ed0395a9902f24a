/** Puts the form into the pocket once the page stands: it opens without a network from then on. */
export function pocket(): void {
  if (!("serviceWorker" in navigator)) return;
  const keep = () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}
