/**
 * Dates as files write them, without a clock.
 * @module
 */

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Unix seconds of an ISO 8601 date and time; without a zone it is taken for UTC. Null for anything else. */
export function isoSeconds(text: string): number | null {
  const found = pattern.exec(text.trim());
  if (!found) return null;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', zone = 'Z'] = found;
  const [sign, hours, minutes] = zone === 'Z' ? [1, 0, 0] : [zone.startsWith('-') ? -1 : 1, Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  const seconds = daysSince1970(Number(year), Number(month), Number(day)) * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return seconds - sign * (hours * 3600 + minutes * 60);
}

/** Days by the Gregorian calendar, counted in eras of 400 years that begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const march = month <= 2 ? year - 1 : year;
  const era = Math.floor(march / 400);
  const yearOfEra = march - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}
