/**
 * Forms and pages that aren't logins, or not quite.
 * @module
 */

import type { Reply } from '../http/reply.ts';
import { field, form, sitePage } from './page.ts';

const newPassword = (name: string, label: string): string => field(name, label, 'type="password" autocomplete="new-password"');

export function signUp(): Reply {
  return sitePage('Create an account', form(
    field('name', 'Your name', 'autocomplete="name"') + field('email', 'E-mail', 'type="email" autocomplete="email"')
    + newPassword('password', 'Choose a password') + newPassword('password-again', 'Repeat the password'), 'Create account'));
}

export function changePassword(): Reply {
  return sitePage('Change your password', form(
    field('current', 'Current password', 'type="password" autocomplete="current-password"')
    + newPassword('next', 'New password') + newPassword('again', 'Repeat the new password'), 'Change password'));
}

export function otp(): Reply {
  return sitePage('Enter your code', form(field('code', 'Six-digit code', 'inputmode="numeric" maxlength="6" autocomplete="one-time-code"'), 'Verify'));
}

export function otpInSixBoxes(): Reply {
  const boxes = Array.from({ length: 6 }, (_, at) => `<input name="digit-${at}" aria-label="Digit ${at + 1}" inputmode="numeric" maxlength="1" style="width:2.5rem">`);
  return sitePage('Enter your code', form(`<fieldset id="boxes"><legend>Six-digit code</legend>${boxes.join('')}</fieldset>`, 'Verify'));
}

export function noFields(): Reply {
  return sitePage('Opening hours', '<p>Monday to Friday, nine to five. There is nothing to fill in here.</p>');
}

export function searchOnly(): Reply {
  return sitePage('Find a book', form(field('q', 'Search', 'type="search"'), 'Search', 'id="form" role="search" method="get" action="/echo"'));
}

/** Everything that is typed on the web but logins: words, numbers, codes of other kinds. */
export function noLogin(): Reply {
  const one = (name: string, label: string, attributes = '') => field(name, label, attributes);
  return sitePage('Your basket', `<form role="search">${one('query', 'Search the shop', 'type="search"')}</form>
<form id="comment" method="post" action="/echo"><label>Your comment<textarea name="comment"></textarea></label>${one('author', 'Display name')}<button type="submit">Post comment</button></form>
<section><input name="message" placeholder="Write a message…" aria-label="Message"><button type="button">Send</button></section>
<form id="buy" method="post" action="/echo">${one('quantity', 'Quantity', 'type="number" inputmode="numeric"')}${one('coupon', 'Discount code')}${one('zip', 'Postal code', 'inputmode="numeric" maxlength="6" autocomplete="postal-code"')}
${one('phone', 'Phone', 'type="tel" autocomplete="tel"')}${one('card', 'Card number', 'inputmode="numeric" autocomplete="cc-number"')}${one('cvc', 'Security code', 'inputmode="numeric" maxlength="4" autocomplete="cc-csc"')}
${one('receipt', 'E-mail for the receipt', 'type="email"')}${one('amount', 'Amount in euros', 'inputmode="decimal"')}<button type="submit">Place order</button></form>`);
}

export function newsletter(): Reply {
  return sitePage('Stay in touch', form(field('email', 'E-mail for our newsletter', 'type="email" autocomplete="email"'), 'Subscribe'));
}
