/**
 * Web sites on every host name that isn't the Nextcloud.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { html } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

export function answerSite(ask: Ask): Reply {
  return html(`<!DOCTYPE html><title>${ask.method}</title>`);
}
