/**
 * A moment as a SelfPrivacy server of 1.2 reads it: its own wall clock, though the text ends in `Z`.
 * @see contracts: SelfPrivacy §3
 * @module
 */

/**
 * @param at - milliseconds since 1970
 * @param timeZone - the server's own; one that isn't known here counts as UTC
 * @returns e.g. `2030-01-01T02:00:00.000Z` for midnight UTC on a server in Helsinki
 */
export function wallClockAt(at: number, timeZone: string): string {
  const parts = new Map(formatIn(timeZone).formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}.000Z`;
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
}
