/**
 * What can be done with several credentials, or one: favourites, tags, another vault, the trash; each with its way back.
 * @module
 */

import type { CredentialId, VaultId } from '../../../core/ids.ts';
import type { Answer, SeveralWritten } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t, tn } from '../../../messages/text.ts';
import { explain } from '../../explain.ts';
import { nameOf, sayWritten } from '../actions.ts';
import { focusSoon, listId } from '../element-ids.ts';
import { current, refreshList, scope, type Scope } from '../list-model.ts';
import { go, place, tell } from '../model.ts';
import { credentialAt } from '../place.ts';
import { marks, unmark } from './marks.ts';

type Ids = readonly CredentialId[];

/** What keys and buttons act on: the marked rows, or else the selected one. */
export function targets(): Ids {
  if (marks.value.size > 0) return [...marks.value];
  return current.value === null ? [] : [current.value.id];
}

export async function setFavourite(ids: Ids, favourite: boolean): Promise<boolean> {
  return report(await send('setFavourite', { credentials: ids, favourite }), (count) => tn(favourite ? 'madeFavourite' : 'noFavourite', count));
}

export async function addTags(ids: Ids, tags: readonly string[]): Promise<boolean> {
  return report(await send('changeTags', { credentials: ids, add: tags, remove: [] }), (count) => tn('tagAdded', count, { tag: tags.join(', ') }));
}

export async function removeTag(ids: Ids, tag: string): Promise<boolean> {
  return report(await send('changeTags', { credentials: ids, add: [], remove: [tag] }), (count) => tn('tagRemoved', count, { tag }));
}

export async function moveTo(ids: Ids, vault: { id: VaultId; name: string }): Promise<boolean> {
  const list = scope.value;
  const answer = await send('moveCredentials', { credentials: ids, to: vault.id });
  const done = report(answer, (count) => tn('movedTo', count, { vault: vault.name }));
  if (done) left(list, ids, answer);
  return done;
}

export async function trashSeveral(ids: Ids, trashed: boolean): Promise<boolean> {
  const list = scope.value;
  const answer = await send('setTrashed', { credentials: ids, trashed });
  const done = report(answer, (count) => tn(trashed ? 'severalTrashed' : 'severalRestored', count));
  if (done) left(list, ids, answer);
  return done;
}

/** What left the list is marked no longer, and not shown beside it either. */
function left(list: Scope, ids: Ids, answer: Answer<SeveralWritten>): void {
  // In another list somebody may have marked or opened these very rows meanwhile.
  if (scope.value !== list) return;
  const refused = answer.ok ? answer.value.refused.map(({ credential }) => credential) : [];
  const gone = ids.filter((id) => !refused.includes(id));
  unmark(gone);
  const shown = credentialAt(place.value);
  if (shown !== null && gone.includes(shown)) go({ at: 'nothing' });
  focusSoon(listId);
}

/** Says what was done, and names what was not. @returns whether there was an answer at all */
function report(answer: Answer<SeveralWritten>, what: (count: number) => string): boolean {
  refreshList();
  if (!answer.ok) {
    tell(answer.problem);
    return false;
  }
  const { done, refused } = answer.value;
  const [first] = refused;
  const left = first === undefined ? '' : ` ${tn('leftAlone', refused.length, { names: listOf(refused.map(({ label }) => nameOf(label))) })} ${explain(first.problem).what}`;
  sayWritten(`${what(done)}${left}`, answer.value);
  return true;
}

/** The first few by name. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 3);
  return new Intl.ListFormat(t('languageCode')).format(names.length > 3 ? [...shown, '…'] : shown);
}
