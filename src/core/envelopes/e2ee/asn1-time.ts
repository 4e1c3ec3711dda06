/**
 * The times in certificates and signatures, as seconds since 1970.
 * @see RFC 5280 §4.1.2.5
 * @module
 */

import { encodeLatin1, encodeUtf8, type Bytes } from '../../bytes.ts';
import { der, tag, type Asn1 } from './asn1.ts';

const daySeconds = 86_400;
/** Days of 400 years, after which the calendar repeats itself. */
const eraDays = 146_097;

/** Null for what isn't a time, or one without its zone. */
export function readTime(item: Asn1 | undefined): number | null {
  if (item?.tag !== tag.utcTime && item?.tag !== tag.generalizedTime) return null;
  const text = encodeLatin1(item.content);
  const [, year = '', month, day, hour, minute, second = '0'] = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(text) ?? [];
  if (year === '' || (year.length === 4) !== (item.tag === tag.generalizedTime)) return null;
  const century = year.length === 4 ? 0 : Number(year) < 50 ? 2000 : 1900;
  return daysOf(century + Number(year), Number(month), Number(day)) * daySeconds + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
}

/** As UTCTime; until 2050 only, which is what such signatures are written with. */
export function writeTime(seconds: number): Bytes {
  const { year, month, day } = dateOf(Math.floor(seconds / daySeconds));
  const rest = seconds % daySeconds;
  const parts = [year % 100, month, day, Math.floor(rest / 3600), Math.floor(rest / 60) % 60, Math.floor(rest % 60)];
  return der(tag.utcTime, encodeUtf8(`${parts.map((part) => String(part).padStart(2, '0')).join('')}Z`));
}

/** Days since 1970 in the Gregorian calendar; years begin in March, so that the leap day is the last. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * eraDays + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

function dateOf(days: number): { year: number; month: number; day: number } {
  const since = days + 719_468;
  const era = Math.floor(since / eraDays);
  const ofEra = since - era * eraDays;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}
