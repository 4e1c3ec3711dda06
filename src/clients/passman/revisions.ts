/**
 * Revisions: what a credential was before each change.
 * @see contracts: Passman §1.5
 * @module
 */

import * as v from 'valibot';

import { encodeBase64, encodeUtf8 } from '../../core/bytes.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import type { Guid } from '../../core/ids.ts';
import { segment, type Server } from '../http.ts';
import { integer, integerOrZero, readItems, textOrEmpty } from '../shapes.ts';
import { callPassman } from './api.ts';
import { readSealedCredential } from './sealed-credential.ts';

/** A state that a credential had. */
export interface Revision {
  revisionId: number;
  /** Unix seconds of the change that ended this state. */
  created: number;
  /** User id of who made that change. */
  editedBy: string;
  /** The state before it. Its icon is always `false`: the server loses it. */
  credential: SealedCredential;
}

/** Calls for revisions. Each throws a Failure for whatever isn’t the answer it wants. */
export interface Revisions {
  /** Oldest first. @throws Failure `not-found` */
  list: (credential: Guid) => Promise<Revision[]>;
  /** The server checks neither owner nor existence. */
  remove: (credential: Guid, revisionId: number) => Promise<void>;
  /** Replaces a revision's content, for a change of key. An unknown one is not reported. */
  rewrite: (credential: Guid, revisionId: number, content: SealedCredential) => Promise<void>;
}

const shape = v.object({ revision_id: integer, created: integerOrZero, edited_by: textOrEmpty, credential_data: v.unknown() });

/** @param server - with the login of the owner */
export function revisions(server: Server): Revisions {
  const at = (credential: Guid): string => `/v2/credentials/${segment(credential)}/revision`;
  return {
    async list(credential) {
      const found = readItems(server, shape, await callPassman(server, { method: 'GET', path: at(credential) }));
      return found
        .flatMap(({ revision_id, created, edited_by, credential_data }) => {
          const content = readSealedCredential(credential_data);
          return content === null ? [] : [{ revisionId: revision_id, created, editedBy: edited_by, credential: content }];
        })
        .sort((one, other) => one.revisionId - other.revisionId);
    },
    async remove(credential, revisionId) {
      await callPassman(server, { method: 'DELETE', path: `${at(credential)}/${segment(revisionId)}` });
    },
    async rewrite(credential, revisionId, content) {
      const json = { credential_data: encodeBase64(encodeUtf8(JSON.stringify(content))) };
      await callPassman(server, { method: 'PATCH', path: `${at(credential)}/${segment(revisionId)}`, json });
    },
  };
}
