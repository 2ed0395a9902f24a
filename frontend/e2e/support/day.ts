/** A day of the commune's own calendar, so many days from today, as forms want it. */
export const dayFromNow = (days: number) =>
  new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
