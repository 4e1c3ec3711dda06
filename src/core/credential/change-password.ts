/**
 * Where a site lets its password be changed: an address that every site may answer, or send on from.
 * @see W3C: A Well-Known URL for Changing Passwords
 * @module
 */

/** How many words of an address field are looked at. */
const mostWords = 50;

/**
 * The page of the first https address in the text. What was saved without a scheme or with another one has none:
 * a new password is not to be typed where nobody said that the connection is safe.
 *
 * @param text - the address field of a credential
 * @returns `host` with its port, as ASCII, to be shown; null where there is no such address
 */
export function changePasswordPage(text: string): { href: string; host: string } | null {
  for (const word of text.slice(0, 8192).split(/[\s,;]+/).slice(0, mostWords)) {
    const url = /^https:\/\/[^/]/i.test(word) ? URL.parse(word) : null;
    if (url?.protocol === 'https:' && url.hostname !== '') return { href: `https://${url.host}/.well-known/change-password`, host: url.host };
  }
  return null;
}
