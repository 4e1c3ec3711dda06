/**
 * A first, cheap look at one field: whether it could be one of a login at all. Who looks closer is only then put into the page.
 * @module
 */

const typed = /^(?:text|email|tel|number|password|username|)$/;
/** What `autocomplete` says of fields of a login (HTML §4.10.18.7.1), and what it says without saying anything. */
const ours = /\b(?:username|email|current-password|new-password|one-time-code|webauthn|tel)\b/;
const nothingSaid = /^(?:on|off|nope|none|false|)$/;
/** How boxes to search in are called by those who write pages. */
const search = /^(?:q|s|query|search|keywords?|suche|recherche|buscar|term)$|search/i;
/** Fields of a form that is too long for a login. */
const mostFields = 12;

/** Reads attributes only: no layout, no texts around. */
export function isLikely(field: EventTarget | null | undefined): field is HTMLInputElement {
  if (!(field instanceof HTMLInputElement) || !typed.test(field.type) || field.readOnly || field.disabled) return false;
  if (field.type === 'password') return !field.autocomplete.includes('cc-');
  if (ours.test(field.autocomplete)) return true;
  if (!nothingSaid.test(field.autocomplete) || field.type === 'search' || field.list !== null) return false;
  if (/^(?:searchbox|combobox|spinbutton)$/.test(field.role ?? '') || search.test(field.name) || search.test(field.id)) return false;
  return (field.form?.elements.length ?? 0) <= mostFields || field.form?.querySelector('input[type=password]') != null;
}
