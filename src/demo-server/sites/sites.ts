/**
 * Web sites on every host name that isn't the Nextcloud: the demo shop, and on every host the same set
 * of pages to test filling on.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { html } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { borrows, staffOnly } from './basic-auth.ts';
import { answerBreaches } from './breaches.ts';
import { hiddenField } from './hidden-fields.ts';
import { echo } from './echo.ts';
import { firstStep, loginByRequest, loginInSteps, secondStep, sendsAHundred } from './by-script.ts';
import { angularLike, reactLike, vueLike } from './framework-like.ts';
import { honeypot, login, loginInOnePage, loginWithoutForm, loginWithRedirect, passwordOnly, session, twoForms, userFirst } from './login-forms.ts';
import { knownStyles } from './known/pages.ts';
import { changePassword, newsletter, noFields, noLogin, otp, otpInSixBoxes, searchOnly, signUp } from './other-forms.ts';
import { sitePage } from './page.ts';
import type { SitePage } from './page.ts';
import { frame, shadow, slowNavigate } from './places.ts';
import { answerShop } from './shop.ts';
import { bankLogin, cyrillicLogin, lateForm, loginTo, oddFields, stepByStep, waiting } from './steps.ts';

const pages: Readonly<Record<string, SitePage>> = {
  '/': index,
  '/login': login,
  '/login-react-like': reactLike,
  '/login-vue-like': vueLike,
  '/login-angular-like': angularLike,
  '/login-redirect': loginWithRedirect,
  '/login-one-page': loginInOnePage,
  '/login-by-request': loginByRequest,
  '/login-in-steps': loginInSteps,
  '/first-of-two': firstStep,
  '/second-of-two': secondStep,
  '/sends-a-hundred': sendsAHundred,
  '/staff-only': staffOnly,
  '/borrows': borrows,
  '/session': session,
  '/login-no-form': loginWithoutForm,
  '/login-hidden-honeypot': honeypot,
  '/user-first': userFirst,
  '/steps': stepByStep,
  '/late': lateForm,
  '/login-to': loginTo,
  '/bank-login': bankLogin,
  '/odd-fields': oddFields,
  '/waiting': waiting,
  '/vhod': cyrillicLogin,
  '/hidden-field': hiddenField,
  '/password-only': passwordOnly,
  '/two-forms': twoForms,
  '/sign-up': signUp,
  '/change-password': changePassword,
  '/otp': otp,
  '/otp-boxes': otpInSixBoxes,
  '/no-fields': noFields,
  '/search-only': searchOnly,
  '/newsletter': newsletter,
  '/no-login': noLogin,
  '/iframe': frame,
  '/shadow': shadow,
  '/slow-navigate': slowNavigate,
  '/echo': echo,
  ...knownStyles,
};

export function answerSite(ask: Ask): Reply {
  if (ask.path === '/favicon.ico') return html('', 404);
  const fromBreaches = answerBreaches(ask);
  if (fromBreaches !== null) return fromBreaches;
  const fromShop = /^(?:www\.)?shop\.example$/.test(ask.hostname) ? answerShop(ask) : undefined;
  return fromShop ?? pages[ask.path]?.(ask) ?? sitePage('Nothing here', '<p>There is no such page.</p>', 404);
}

function index(): Reply {
  return sitePage('Pages to fill', `<ul>${Object.keys(pages).map((path) => `<li><a href="${path}">${path}</a></li>`).join('')}</ul>`);
}
