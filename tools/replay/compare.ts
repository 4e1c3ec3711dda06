/**
 * Compares an answer of ours with the recorded one: status, the headers that were recorded, the whole body.
 *
 * What the recorded server made up is compared through its twin, times by their being about now; every
 * other value must be the same, ciphertexts too, since a server hands back what it was given.
 * @module
 */

import type { Exchange } from './recording.ts';
import type { Twins } from './twins.ts';
import { readXml } from './xml.ts';

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The same body, where it is no text. */
  base64: string;
}

export interface Difference {
  /** e.g. `status`, `header location`, `body.ocs.data.id` */
  path: string;
  recorded: string;
  ours: string;
}

export interface Context {
  twins: Twins;
  /** Unix seconds: when it was recorded, and when it is replayed. */
  recordedAt: number;
  now: number;
}

const htmlStandIn = /^<an HTML page of \d+ characters>$/;
const aDay = 24 * 60 * 60;
/** Drawn at random by the server, another one at each call. */
const drawn = new Set(['challenge_password']);
/** Made of the answer's content by a rule of the server's own. */
const opaqueHeaders = new Set(['etag', 'oc-etag']);
/** The same in WebDAV. */
const opaqueElements = new Set(['d:getetag']);
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

export function compare(recorded: Exchange['response'], ours: Answer, context: Context): Difference[] {
  const differences: Difference[] = [];
  const report = (path: string, theirs: unknown, own: unknown): void => {
    differences.push({ path, recorded: shown(theirs), ours: shown(own) });
  };
  if (recorded.status !== ours.status) report('status', recorded.status, ours.status);
  for (const [name, value] of Object.entries(recorded.headers)) {
    const own = ours.headers[name];
    const same = own !== undefined && (opaqueHeaders.has(name) || sameValue(name, { recorded: value, ours: own }, context));
    if (!same) report(`header ${name}`, value, own);
  }
  compareBody(recorded, ours, { context, report });
  return differences;
}

interface Judge {
  context: Context;
  report: (path: string, recorded: unknown, ours: unknown) => void;
}

function compareBody(recorded: Exchange['response'], ours: Answer, judge: Judge): void {
  const isXml = recorded.headers['content-type']?.startsWith('application/xml') ?? false;
  if (recorded.base64 !== undefined) {
    if (recorded.base64 !== ours.base64) judge.report('body', recorded.base64, ours.base64);
  } else if ('json' in recorded) {
    compareValue('body', { recorded: recorded.json, ours: jsonOf(ours.body) }, judge);
  } else if (isXml) {
    compareValue('body', { recorded: readXml(recorded.text ?? ''), ours: readXml(ours.body) }, judge);
  } else if (htmlStandIn.test(recorded.text ?? '')) {
    if (!/^\s*<(?:!doctype html|html)/i.test(ours.body)) judge.report('body', 'an HTML page', ours.body);
  } else if ((recorded.text ?? '') !== ours.body) {
    judge.report('body', recorded.text, ours.body);
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function compareValue(path: string, pair: { recorded: unknown; ours: unknown }, judge: Judge): void {
  const { recorded, ours } = pair;
  if (isNested(recorded) && isNested(ours) && Array.isArray(recorded) === Array.isArray(ours)) {
    for (const key of new Set([...Object.keys(recorded), ...Object.keys(ours)])) {
      const inner = `${path}.${key}`;
      if (!Object.hasOwn(ours, key)) judge.report(inner, recorded[key], undefined);
      else if (!Object.hasOwn(recorded, key)) judge.report(inner, undefined, ours[key]);
      else compareValue(inner, { recorded: recorded[key], ours: ours[key] }, judge);
    }
    if (Object.keys(recorded).join() !== Object.keys(ours).join() && sameMembers(recorded, ours)) judge.report(`${path} (order)`, Object.keys(recorded), Object.keys(ours));
    return;
  }
  if (!sameValue(path.slice(path.lastIndexOf('.') + 1), pair, judge.context)) judge.report(path, recorded, ours);
}

function isNested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function sameMembers(one: object, other: object): boolean {
  return Object.keys(one).sort().join() === Object.keys(other).sort().join();
}

function sameValue(key: string, { recorded, ours }: { recorded: unknown; ours: unknown }, { twins, recordedAt, now }: Context): boolean {
  if (typeof recorded === 'string' && typeof ours === 'string') {
    if (opaqueElements.has(key)) return ours !== '';
    if (httpDate.test(recorded) && httpDate.test(ours)) return Math.abs(Date.parse(recorded) / 1000 - recordedAt) < aDay && Math.abs(Date.parse(ours) / 1000 - now) < aDay;
    return drawn.has(key) ? isEnvelope(recorded) === isEnvelope(ours) : twins.sameText(recorded, ours);
  }
  if (typeof recorded !== 'number' || typeof ours !== 'number') return recorded === ours;
  const unit = [1, 1000].find((factor) => Math.abs(recorded / factor - recordedAt) < aDay);
  if (unit !== undefined) return Number.isInteger(ours) && Math.abs(ours / unit - now) < aDay;
  return twins.sameId(key, recorded, ours) ?? recorded === ours;
}

/** Whether a text is a client's ciphertext: base64 of a JSON object. */
function isEnvelope(text: string): boolean {
  return text.startsWith('eyJ');
}

/** Short enough for a line, and never a whole ciphertext. */
function shown(value: unknown): string {
  const text = value === undefined ? '(missing)' : JSON.stringify(value);
  return text.length > 90 ? `${text.slice(0, 87)}…` : text;
}
