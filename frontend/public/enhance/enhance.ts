/** What a browser with JavaScript adds to the public pages. Each part looks for its own mark and does nothing without it. */
import { archive } from "./archive.js";
import { composer } from "./composer.js";
import { mend } from "./mend.js";
import { pocket } from "./pocket.js";
import { record } from "./record.js";
import { share } from "./share.js";
import { theme } from "./theme.js";
import { verifyFile } from "./verify.js";

for (const part of [theme, archive, composer, record, mend, share, verifyFile, pocket]) {
  try {
    part();
  } catch (trouble) {
    // One part that cannot run on an old browser must not take the others with it.
    console.warn(trouble);
  }
}
document.querySelector<HTMLElement>("[data-focus]")?.focus();
