/**
 * Reads the address of a Nextcloud out of whatever a person pastes: a bare host, a link to some page
 * inside it, a federated cloud id.
 * @module
 */

/** What was made of what a person typed. */
export interface ServerAddress {
  /** Base address without a trailing slash, e.g. `https://cloud.example/nextcloud`. */
  server: string;
  /** What a permission is asked for, e.g. `https://cloud.example`. */
  origin: string;
  /** ASCII host, with the port where it isn't the usual one. */
  host: string;
  /** http, and not this computer: what is sent can be read on the way. */
  plainHttp: boolean;
}

const longest = 2048;
/** Blanks of every width, and what mail programs and chats put around a link. */
const wrapping = /^[\s\p{Cf}<>"'“”‘’«»()]+|[\s\p{Cf}<>"'“”‘’«»(),;]+$/gu;
const scheme = /^([a-z][a-z0-9+.-]*):\/\//i;
/** `https:cloud`, `https:/cloud`, `https//cloud`, `https:///cloud`. */
const sloppyScheme = /^(https?)(?::(?!\d+(?:\/|$))\/*|\/\/+)/i;
/** Nextcloud's own scripts; whatever stands before them is the base. */
const scripts = new Set(['index.php', 'remote.php', 'public.php', 'status.php', 'cron.php', 'index.html']);
/** First parts of Nextcloud's own pages. */
const pages = new Set(['apps', 'login', 'logout', 'settings', 'ocs', 'ocs-provider', 'ocm-provider', 'core', 'dav', '.well-known', 'lostpassword']);
/** Short links: these count only when something follows. */
const links = new Set(['s', 'f', 'u', 'call']);

/**
 * Corrects what people paste: a missing or misspelt scheme (https, but http for this computer), pages
 * inside a Nextcloud, query, fragment, slashes, case, blanks. A sub-path install keeps its path.
 *
 * @returns null if no address can be read out of it, or if it carries a password
 */
export function readServerAddress(text: string): ServerAddress | null {
  if (text.length > longest) return null;
  const bare = text.replace(wrapping, '');
  const url = parse(withScheme(bare));
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  // `alice@cloud.example` is a cloud id. With a scheme or a password it's a trick, or a secret.
  if (url.password !== '' || (url.username !== '' && sloppyScheme.test(bare))) return null;
  const hostname = url.hostname.replace(/\.$/, '');
  if (hostname === '' || hostname.includes('..')) return null;
  const host = url.port === '' ? hostname : `${hostname}:${url.port}`;
  const origin = `${url.protocol}//${host}`;
  return { server: origin + basePath(url.pathname), origin, host, plainHttp: url.protocol === 'http:' && !isLoopback(hostname) };
}

/**
 * What the browser's permission for one server is asked for.
 *
 * @param address - e.g. `https://cloud.example:8443/nextcloud`
 * @param ports - the match patterns of Firefox have none; one with a port would never match
 */
export function originPattern(address: string, ports: 'with-ports' | 'without-ports'): string {
  const { protocol, host, hostname } = new URL(address);
  return `${protocol}//${ports === 'with-ports' ? host : hostname}/*`;
}

/** Whether this name always means this computer. */
function isLoopback(hostname: string): boolean {
  return /^(?:.+\.)?localhost$|^127(?:\.\d{1,3}){3}$|^\[::1\]$/.test(hostname);
}

function withScheme(text: string): string {
  const sloppy = sloppyScheme.exec(text);
  if (sloppy) return `${(sloppy[1] ?? '').toLowerCase()}://${text.slice(sloppy[0].length)}`;
  if (scheme.test(text)) return text;
  const rest = text.replace(/^[/\\]+/, '');
  const url = parse(`https://${rest}`);
  return url !== null && isLoopback(url.hostname.replace(/\.$/, '')) ? `http://${rest}` : `https://${rest}`;
}

function parse(text: string): URL | null {
  // The URL parser drops line ends and tabs silently; an address with a blank inside is none.
  if (/\s/.test(text)) return null;
  return URL.canParse(text) ? new URL(text) : null;
}

function basePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const names = parts.map((part) => part.toLowerCase());
  const atScript = names.findIndex((name) => scripts.has(name));
  // A sub-path may itself be called `apps`: a script's name is the better mark.
  const before = names.slice(0, atScript < 0 ? names.length : atScript);
  const atPage = before.findIndex((name, index) => isPage(name, before[index + 1], atScript >= 0));
  const end = atPage < 0 ? before.length : atPage;
  return parts.slice(0, end).map((part) => `/${part}`).join('');
}

function isPage(name: string, next: string | undefined, beforeScript: boolean): boolean {
  if (beforeScript) return name === 'ocs';
  return pages.has(name) || (links.has(name) && next !== undefined);
}
