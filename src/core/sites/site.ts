/**
 * Reads the address field of a credential: free text, often without a scheme, sometimes several.
 * @module
 */

import { splitRule, type AddressRule } from '../address-rule.ts';
import { hostFacts, withoutDot } from './host.ts';

/** One address that a login was stored for. */
export interface SiteAddress {
  /** Null: the person did not say. */
  scheme: 'https' | 'http' | null;
  /** ASCII, lower case, no trailing dot; IPv6 in brackets. */
  host: string;
  /** Null: the person did not say; any port will do. `usual`: the one of its scheme was written out. */
  port: number | 'usual' | null;
  /** Registrable domain, or the host where there is none. */
  domain: string;
  rule: AddressRule;
  /** With the query, for rules that look at it. */
  path: string;
  /** Written as `*.host`. */
  below: boolean;
}

const longestText = 8192;
const mostAddresses = 50;
/** Looked at, addresses or not. */
const mostWords = 200;
/** RFC 1035 §2.3.4 */
const longestHost = 253;

/**
 * Every address in the text, separated by white space, commas or semicolons. What is no web address
 * is left out: other schemes, e-mail addresses, damaged hosts.
 */
export function readAddresses(text: string): readonly SiteAddress[] {
  const found: SiteAddress[] = [];
  for (const word of beginningOf(text).split(/\s+/).flatMap(splitList).slice(0, mostWords)) {
    const address = readAddress(word);
    if (address !== null) found.push(address);
    if (found.length === mostAddresses) break;
  }
  return found;
}

/** No more than whole words: what is cut in the middle would be another address. */
function beginningOf(text: string): string {
  if (text.length <= longestText) return text;
  let end = longestText;
  // By hand: a pattern that looks for the end of the text starts anew at every letter.
  while (end > 0 && !/[\s,;]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Registrable domain under ICANN and private suffixes; the host itself where there is none. */
export function domainOf(host: string): string {
  return hostFacts(withoutDot(host.toLowerCase())).domain;
}

/** A comma may be part of a path, so it separates only before a path or in front of a scheme. */
function splitList(word: string): string[] {
  return word.split(/[,;](?=[a-z]+:\/\/)/i).flatMap((part) => {
    const path = part.search(/(?<![/:])\/(?!\/)|[?#]/);
    const authority = path < 0 ? part : part.slice(0, path);
    const names = authority.split(/[,;]/);
    return [...names.slice(0, -1), (names.at(-1) ?? '') + (path < 0 ? '' : part.slice(path))];
  });
}

function readAddress(text: string): SiteAddress | null {
  const { address: word, rule } = splitRule(text);
  const [, stated = null, rest = ''] = /^(?:(https?):)?(?:\/\/)?(.*)$/i.exec(word) ?? [];
  const authority = rest.split(/[/?#\\]/, 1)[0] ?? '';
  // Without a scheme, `ann@shop.example` is an e-mail address and `ftp://…` another protocol.
  if (authority === '' || (stated === null && (authority.includes('@') || /^[a-z][a-z\d+.-]*:\/\//i.test(rest)))) return null;
  const written = `${stated ?? 'https'}://${rest.replace(/^\*\./, '')}`;
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  const host = withoutDot(url.hostname);
  if (host === '' || host.length > longestHost) return null;
  const scheme = stated === null ? null : url.protocol === 'http:' ? 'http' : 'https';
  return { scheme, host, port: portIn(url, authority, scheme), domain: domainOf(host), rule, path: url.pathname + url.search, below: rest.startsWith('*.') };
}

function portIn(url: URL, authority: string, scheme: SiteAddress['scheme']): SiteAddress['port'] {
  if (url.port !== '') return Number(url.port);
  if (!/:\d+$/.test(authority)) return null;
  return scheme === null ? 443 : 'usual';
}
