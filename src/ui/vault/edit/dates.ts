/**
 * Days as a date field writes them, and as they are stored.
 * @module
 */

/** `2026-11-22`: the day in the person's own time zone. Empty for null. */
export function dayOf(seconds: number | null): string {
  if (seconds === null) return '';
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return '';
  return `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

/** Unix seconds of the start of a day; null for anything that is no day after 1970. */
export function secondsOf(day: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (parts === null) return null;
  const seconds = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])).getTime() / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
