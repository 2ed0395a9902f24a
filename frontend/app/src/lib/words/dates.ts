import { m } from "#lib/paraglide/messages.js";

const ZONE = "Asia/Ho_Chi_Minh";
const DAY_MS = 86_400_000;
const SOON_DAYS = 3;

const date = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, day: "2-digit", month: "2-digit", year: "numeric" });
const time = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const isoDay = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });

const isDateOnly = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A plain date means that day in Viet Nam. */
function instant(text: string): Date {
  return new Date(isDateOnly(text) ? `${text}T00:00:00+07:00` : text);
}

/** dd/MM/yyyy */
export function localDate(text: string): string {
  return date.format(instant(text));
}

/** HH:mm dd/MM/yyyy, or the date alone where there is no hour. */
export function localDateTime(text: string): string {
  return isDateOnly(text) ? localDate(text) : `${time.format(instant(text))} ${date.format(instant(text))}`;
}

/** HH:mm */
export function clockTime(at: number | Date): string {
  return time.format(at);
}

function day(at: Date): number {
  return Date.parse(isoDay.format(at)) / DAY_MS;
}

/** How far a due date is, in words and with a tone. */
export function dueWords(at: string, now: Date, overdue?: boolean): { text: string; tone: string; days: number } {
  const days = day(instant(at)) - day(now);
  if (overdue === true || days < 0) {
    const text = days < 0 ? m.common_overdue_days({ days: -days }) : m.common_due({ date: localDate(at) });
    return { text, tone: "error", days };
  }
  if (days === 0) return { text: m.common_due_today(), tone: "warn", days };
  if (days === 1) return { text: m.common_due_tomorrow(), tone: "warn", days };
  if (days <= SOON_DAYS) return { text: m.common_due_in_days({ days }), tone: "warn", days };
  return { text: m.common_due({ date: localDate(at) }), tone: "info", days };
}

/** Today in Viet Nam, `YYYY-MM-DD`, for date fields. */
export function todayIso(): string {
  return isoDay.format(new Date());
}
