/**
 * Records a voice into the form's own file field, so that whatever sends or keeps the form carries it like any file.
 * 24 kbit/s are enough for speech: two minutes are 360 kB.
 */
const BITS_A_SECOND = 24_000;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const TICK_MS = 250;

let recorder: MediaRecorder | undefined;
/** True if the form was sent while it recorded: it goes once what was said is in it. */
let sending = false;
/** What was recorded last, and for how long: sound cut short names no length of its own. */
let last = { name: "", time: "" };

const part = <T extends HTMLElement>(field: HTMLElement, name: string) =>
  field.querySelector<T>(`[data-voice-${name}]`);
const say = (field: HTMLElement, name: string, time = "") => {
  const status = part(field, "status");
  if (status) status.textContent = (field.dataset[`text${name}`] ?? "").replace("{time}", time);
};
const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** The button was pressed: begins, or ends what was begun. */
export function press(field: HTMLElement): void {
  if (recorder?.state === "recording") recorder.stop();
  else void begin(field);
}

async function begin(field: HTMLElement): Promise<void> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    say(field, "Refused");
    return;
  }
  remove(field);
  watch(field);
  const kind = KINDS.find((known) => MediaRecorder.isTypeSupported(known));
  const mine = new MediaRecorder(stream, { audioBitsPerSecond: BITS_A_SECOND, ...(kind ? { mimeType: kind } : {}) });
  recorder = mine;
  const pieces: Blob[] = [];
  const most = Number(field.dataset["max"] ?? 120);
  const began = performance.now();
  const seconds = () => Math.min(most, Math.floor((performance.now() - began) / 1000));
  const time = part(field, "time");
  const ticking = setInterval(() => {
    if (time) time.textContent = clock(seconds());
    if (performance.now() - began >= most * 1000 && mine.state === "recording") mine.stop();
  }, TICK_MS);
  mine.ondataavailable = (event) => pieces.push(event.data);
  mine.onstop = () => {
    clearInterval(ticking);
    for (const track of stream.getTracks()) track.stop();
    const type = (mine.mimeType || pieces[0]?.type || "audio/webm").split(";")[0] ?? "";
    // Named after its moment, so that it is known again when a form is put back together.
    const file = new File(pieces, `voice-${Date.now()}.${type.split("/")[1] ?? "webm"}`, { type });
    last = { name: file.name, time: clock(seconds()) };
    put(field, file);
    if (sending) field.closest("form")?.requestSubmit();
    sending = false;
  };
  mine.start();
  label(field, "Stop");
  say(field, "Recording");
}

function label(field: HTMLElement, name: string): void {
  const words = part(field, "label");
  if (words) words.textContent = field.dataset[`text${name}`] ?? "";
}

/** Puts what was recorded into the form, to hear and to send. */
function put(field: HTMLElement, file: File): void {
  const input = field.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) return;
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  show(field);
  // What listens to the form, for its draft or its errors, hears of it as of any field.
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Shows what is in the form: the player, and how to do without it. */
export function show(field: HTMLElement): void {
  const file = field.querySelector<HTMLInputElement>("input[type=file]")?.files?.[0];
  const player = part<HTMLAudioElement>(field, "player");
  if (!file) return;
  watch(field);
  label(field, "Redo");
  if (player) {
    player.src = URL.createObjectURL(file);
    player.hidden = false;
  }
  const bin = part(field, "remove");
  if (bin) bin.hidden = false;
  if (file.name === last.name) say(field, "Ready", last.time);
}

function remove(field: HTMLElement): void {
  const input = field.querySelector<HTMLInputElement>("input[type=file]");
  if (input) input.value = "";
  clear(field);
}

function clear(field: HTMLElement): void {
  const player = part<HTMLAudioElement>(field, "player");
  if (player?.src) {
    URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    player.hidden = true;
  }
  const bin = part(field, "remove");
  if (bin) bin.hidden = true;
  const time = part(field, "time");
  if (time) time.textContent = "";
  label(field, "Record");
  say(field, "None");
}

const watched = new WeakSet<HTMLElement>();

/** The button that removes, the form that is emptied once it is sent, and the form that is sent too soon. */
function watch(field: HTMLElement): void {
  if (watched.has(field)) return;
  watched.add(field);
  part(field, "remove")?.addEventListener("click", () => {
    remove(field);
    part(field, "record")?.focus();
  });
  const form = field.closest("form");
  form?.addEventListener("reset", () => clear(field));
  form?.addEventListener(
    "submit",
    (event) => {
      if (recorder?.state !== "recording") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      sending = true;
      recorder.stop();
    },
    { capture: true },
  );
}
