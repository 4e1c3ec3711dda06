/**
 * How a server of the mesh behaves: which software it stands for, and what it says of itself.
 * @see contracts: ScienceMesh §2 (discovery)
 * @module
 */

import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

/**
 * `nextcloud-32`: takes part in sharing, can't make invitations, and reads them in a spelling of its own.
 * `contacts`: Nextcloud 33 with invitations in its Contacts app; `contacts-off`: not switched on.
 * `reva`: no Nextcloud at all; takes shares from those only whose invitation was accepted.
 * `mesh-2022`, `mesh-2023`: the two generations of the `sciencemesh` app.
 */
export type Personality = 'nextcloud-32' | 'contacts' | 'contacts-off' | 'reva' | 'mesh-2022' | 'mesh-2023';

const webdav = [{ name: 'file', shareTypes: ['user', 'group'], protocols: { webdav: '/public.php/webdav/' } }];

/** @param base - origin and sub-path */
export function discovery(personality: Personality, base: string): Reply {
  const host = new URL(base).host;
  switch (personality) {
    case 'contacts':
      return json({
        enabled: true, apiVersion: '1.1.0', endPoint: `${base}/index.php/ocm`, provider: host, resourceTypes: webdav,
        capabilities: ['notifications', 'shares', 'exchange-token', 'http-sig', 'invite-accepted'],
        inviteAcceptDialog: `${base}/index.php/apps/contacts/ocm/invite-accept-dialog`,
      });
    case 'contacts-off':
      return json({ enabled: true, apiVersion: '1.1.0', endPoint: `${base}/index.php/ocm`, provider: host, resourceTypes: webdav, capabilities: ['notifications', 'shares', 'exchange-token', 'http-sig'] });
    case 'reva':
      return json({
        enabled: true, apiVersion: '1.2.0', endPoint: `${base}/ocm`, provider: 'Reva', resourceTypes: webdav,
        capabilities: ['invites', 'protocol-object', 'invite-wayf'], criteria: ['must-invite'], inviteAcceptDialog: '/open-cloud-mesh/accept-invite',
      });
    case 'nextcloud-32':
    case 'mesh-2022':
    case 'mesh-2023':
      return json({
        enabled: true, apiVersion: '1.0-proposal1', version: '1.1.0', endPoint: `${base}/index.php/ocm`, provider: 'Nextcloud', resourceTypes: webdav,
        capabilities: ['/invite-accepted', '/notifications', '/shares'],
      });
  }
}

/** Only the newer ones have the well-known place. */
export function answersWellKnown(personality: Personality): boolean {
  return personality === 'contacts' || personality === 'contacts-off' || personality === 'reva';
}
