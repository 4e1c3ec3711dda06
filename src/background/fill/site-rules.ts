/**
 * What a person said of sites: not to fill there, or what a field of theirs is for. Which sites these are is nobody's
 * business, so the rules rest sealed.
 * @module
 */

import * as v from 'valibot';

import type { FieldRule } from '../../core/forms/field-rules.ts';
import { Failure } from '../../core/problem.ts';
import type { SiteRule } from '../../messages/contract.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { keptBlob } from '../vaults/kept-blob.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

const name = 'fill-rules';
const role = v.picklist(['username', 'email', 'current-password', 'new-password', 'one-time-code', 'none']);
const shape = v.object({ sites: v.array(v.object({ site: v.string(), never: v.boolean(), fields: v.pipe(v.array(v.object({ mark: v.string(), role })), v.readonly()), frames: v.optional(v.pipe(v.array(v.string()), v.readonly()), []) })) });
/** More than anybody says. */
const most = 5000;
const mostFields = 50;
const mostFrames = 50;

export interface SiteRules {
  /** @throws {Failure} `locked`, as all of them */
  list: () => Promise<readonly SiteRule[]>;
  of: (site: string) => Promise<SiteRule>;
  setNever: (site: string, never: boolean) => Promise<void>;
  /** Takes the place of what was said of the field before. */
  setField: (site: string, rule: FieldRule) => Promise<void>;
  /** Forgets what was said of a field, and the field with it. */
  removeField: (site: string, mark: string) => Promise<void>;
  /** A frame of another site in pages of this one, by its origin: filled without being asked again, or no longer. */
  setFrame: (site: string, origin: string, allowed: boolean) => Promise<void>;
}

export function siteRules(blobs: Pick<SealedBlobs, 'read' | 'write'>): SiteRules {
  const queue = oneAtATime();
  const blob = keptBlob(blobs, name, shape);
  const list = async (): Promise<readonly SiteRule[]> => (await blob.read())?.sites ?? [];
  const of = async (site: string): Promise<SiteRule> => (await list()).find((one) => one.site === site) ?? { site, never: false, fields: [], frames: [] };
  const change = (site: string, make: (before: SiteRule) => SiteRule): Promise<void> => queue(async () => {
    const rest = (await list()).filter((one) => one.site !== site);
    const after = make(await of(site));
    const kept = after.never || after.fields.length > 0 || after.frames.length > 0 ? [...rest, after] : rest;
    if (kept.length > most || after.fields.length > mostFields || after.frames.length > mostFrames) throw new Failure({ kind: 'storage-failed' });
    await blob.write({ sites: kept.sort((a, b) => (a.site < b.site ? -1 : 1)) });
  });
  return {
    list,
    of,
    setNever: (site, never) => change(site, (before) => ({ ...before, never })),
    setField: (site, rule) => change(site, (before) => ({ ...before, fields: [...before.fields.filter(({ mark }) => mark !== rule.mark), rule] })),
    removeField: (site, mark) => change(site, (before) => ({ ...before, fields: before.fields.filter((rule) => rule.mark !== mark) })),
    setFrame: (site, origin, allowed) => change(site, (before) => ({ ...before, frames: [...before.frames.filter((one) => one !== origin), ...(allowed ? [origin] : [])] })),
  };
}
