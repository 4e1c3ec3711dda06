/**
 * Which document of a tab a login is filled into: the page itself, else a frame in it, and never one that the login
 * isn't for. Where none has a place for it: why.
 * @see guides: threats S-02, S-03, S-05
 * @module
 */

import type { Credential, CustomField } from '../../core/credential/credential.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { matchEntry } from '../../core/sites/match.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import { kinOf } from '../../core/sites/site-sets.ts';
import { readAddresses } from '../../core/sites/site.ts';
import type { FillConsent, LookAsk, PageLook } from '../../messages/contract.ts';
import { isAllowed } from './consent.ts';
import { mayFillInto, mayJoin, type Said } from './may-fill.ts';
import type { FrameDocument, PageDocument, Pages } from './pages.ts';
import type { SiteRules } from './site-rules.ts';
import type { SiteSets } from './site-sets.ts';

/** More than any form asks for. */
const mostOwn = 200;

/** Where a person wants something filled: somewhere in a tab, or in one frame of it. */
export interface FillPlace { top: PageDocument; frame: FrameDocument | null }

/** A document with a place for the login. */
export interface Chosen {
  page: PageDocument;
  look: PageLook;
  rules: LookAsk['rules'];
  /** What the person wants not to be asked again. */
  remember: { site: string; origin: string } | null;
}

export interface ChooseWorld { pages: Pick<Pages, 'frames' | 'look'>; siteRules: Pick<SiteRules, 'of'>; siteSets: Pick<SiteSets, 'list'> }

/** `foreign`: whether the person has to be asked, and may say so for good. */
interface Candidate { page: PageDocument; foreign: 'no' | 'once' | 'keep' }
type Looked = Omit<Chosen, 'remember'> & Candidate;

/**
 * @param allow - what the person has agreed to after being told
 * @throws {Failure} why there is no such document, or `foreign-frame` where the person has to be asked first
 */
export async function chooseDocument(credential: Credential, place: FillPlace, allow: readonly FillConsent[], world: ChooseWorld): Promise<Chosen> {
  const labels = ownFields(credential).map(({ label }) => label);
  const { rules, frames: known } = await rulesFor(place, world);
  const decide = (best: Looked): Chosen => agreed(best, place.top, { allow, known });
  const said: Said = { allow, sets: await world.siteSets.list() };
  const lookAt = async (candidates: readonly Candidate[], wait: boolean): Promise<readonly Looked[]> => {
    const looks = await Promise.allSettled(candidates.map(async (each) => ({ ...each, rules, look: await world.pages.look(each.page, { wait, labels, rules }) })));
    const [failed] = looks.filter(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected' && looks.length === 1) throw failed.reason;
    return looks.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  };

  const own = place.frame === null ? whyNot(credential, place.top, said) : null;
  const first: readonly Candidate[] = place.frame !== null ? [ownFrame(credential, place.frame, place.top, said)] : own === null ? [{ page: place.top, foreign: 'no' }] : [];
  const [here] = await lookAt(first, false);
  if (here?.look.place === 'open') return decide(here);

  const frames = place.frame === null ? await world.pages.frames(place.top.tabId) : [];
  const fitting = frames.filter((frame) => whyNot(credential, frame, said) === null).map((page) => ({ page, foreign: foreignness(page, place.top, said) }));
  for (const [candidates, wait] of [[fitting, false], [[...first, ...fitting], true]] as const) {
    const [best] = (await lookAt(candidates, wait)).filter(({ look }) => look.place === 'open').sort((a, b) => Number(a.foreign !== 'no') - Number(b.foreign !== 'no') || Number(b.look.focused) - Number(a.look.focused));
    if (best) return decide(best);
    if (candidates.length === 0 && own !== null) throw new Failure(own);
  }
  throw new Failure(await why(credential, { first, frames, top: place.top, own, sets: said.sets }, world));
}

/** The fields that a login has of its own and that can be typed. */
export function ownFields({ customFields }: Credential): readonly CustomField[] {
  return customFields.state === 'unreadable' ? [] : customFields.value.filter(({ kind, value }) => kind !== 'file' && value !== '').slice(0, mostOwn);
}

/** @throws {Failure} why a login may not go into the frame that a person has chosen */
function ownFrame(credential: Credential, frame: FrameDocument, top: PageDocument, said: Said): Candidate {
  mayFillInto(credential, frame.url, said);
  return { page: frame, foreign: foreignness(frame, top, said) };
}

/** `frames`: origins that are filled in pages of the top document's site without being asked again. */
async function rulesFor({ top, frame }: FillPlace, { siteRules }: ChooseWorld): Promise<{ rules: LookAsk['rules']; frames: readonly string[] }> {
  const sites = [...new Set([top, ...(frame === null ? [] : [frame])].map(({ url }) => pageKey(url)))];
  const rules = await Promise.all(sites.map((site) => siteRules.of(site)));
  const excluded = sites.find((_, at) => rules[at]?.never === true);
  if (excluded !== undefined) throw new Failure({ kind: 'site-excluded', site: excluded });
  return { rules: rules.flatMap(({ fields }) => fields), frames: rules[0]?.frames ?? [] };
}

function whyNot(credential: Credential, { url }: PageDocument, said: Said): Problem | null {
  try {
    mayFillInto(credential, url, said);
    return null;
  } catch (error) {
    if (error instanceof Failure) return error.problem;
    throw error;
  }
}

/**
 * Not only the page: each document that the frame lies in could cover it with something else. An answer may be kept
 * only where there is nobody else in between, and nobody on the way can have changed the page.
 */
function foreignness({ url, around }: FrameDocument, top: PageDocument, { sets }: Said): Candidate['foreign'] {
  const own = [pageKey(url), ...kinOf(sets, pageKey(url))];
  const outer = [top.url, ...around.map((origin) => URL.parse(origin))];
  if (outer.every((one) => one !== null && own.includes(pageKey(one)) && !(one.protocol === 'http:' && url.protocol === 'https:'))) return 'no';
  return outer.every((one) => one?.protocol === 'https:' && [...own, pageKey(top.url)].includes(pageKey(one))) && url.protocol === 'https:' ? 'keep' : 'once';
}

function agreed({ foreign, ...chosen }: Looked, top: PageDocument, { allow, known }: { allow: readonly FillConsent[]; known: readonly string[] }): Chosen {
  const { url } = chosen.page;
  if (foreign === 'no' || (foreign === 'keep' && known.includes(url.origin))) return { ...chosen, remember: null };
  const problem = { kind: 'foreign-frame', host: url.host, page: top.url.host, remember: foreign === 'keep' } as const;
  if (!isAllowed(problem, allow)) throw new Failure(problem);
  const keep = problem.remember && allow.some(({ kind, host, remember }) => kind === problem.kind && host === problem.host && remember === true);
  return { ...chosen, remember: keep ? { site: pageKey(top.url), origin: url.origin } : null };
}

/** Looked at again: a moment was waited in between. */
async function why(credential: Credential, { first, frames, top, own, sets }: { first: readonly Candidate[]; frames: readonly FrameDocument[]; top: PageDocument; own: Problem | null; sets: Said['sets'] }, { pages }: ChooseWorld): Promise<Problem> {
  const ask = { wait: false, labels: [], rules: [] };
  const [here] = await Promise.all(first.map(({ page }) => pages.look(page, ask)));
  const others = await Promise.allSettled(frames.map(async (frame) => ({ frame, look: await pages.look(frame, ask) })));
  const taken = others.flatMap((one) => (one.status === 'fulfilled' && one.value.look.place === 'open' ? [one.value.frame] : []));
  const [other] = taken;
  if (own !== null) return own;
  if (other) return { kind: 'frame-of-other-site', login: hostOf(credential, top), host: other.url.host, join: mayJoin(addressOf(credential), other.url) };
  if (here === undefined || here.place === 'only-new-password') return { kind: here?.place === 'only-new-password' ? here.place : 'no-fields' };
  const closed = here.frames.flatMap((origin) => URL.parse(origin) ?? []).filter(({ origin }) => !frames.some(({ url }) => url.origin === origin));
  const [likely = closed[0]] = closed.filter((url) => matchEntry(addressOf(credential), url, kinOf(sets, pageKey(url))).offer);
  if (likely) return { kind: 'closed-frame', host: likely.host };
  return here.loading ? { kind: 'still-loading' } : { kind: 'no-fields' };
}

function addressOf({ url }: Credential): string {
  return url.state === 'unreadable' ? '' : url.value;
}

function hostOf(credential: Credential, top: PageDocument): string {
  return readAddresses(addressOf(credential))[0]?.host ?? top.url.host;
}
