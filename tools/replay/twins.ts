/**
 * Pairs of what the recorded server made up and what ours made up in its place: guids, tokens, ids,
 * certificates, its own name.
 *
 * Learnt from answers, used in the requests that follow. One recorded value has one twin, and the other
 * way round; anything else is a difference.
 * @module
 */

const madeUp = /[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}|(?<![A-Za-z0-9])(?:[A-Za-z0-9]{128}|[A-Za-z0-9]{72}|[A-Za-z0-9]{64})(?![A-Za-z0-9])|(?<=^\d{8})oc[a-z0-9]{10}$|-----BEGIN (CERTIFICATE|PUBLIC KEY)-----[A-Za-z0-9+/=\n]+-----END \1-----/g;

/** Which counter a key's number comes from. */
const counters: Readonly<Record<string, string>> = {
  vault_id: 'vault', target_vault_id: 'vault', credential_id: 'credential', item_id: 'credential',
  file_id: 'file', revision_id: 'revision', req_id: 'request', acl_id: 'acl',
};
const countersInPaths: readonly (readonly [RegExp, string])[] = [
  [/(?<=\/file\/)\d+/, 'file'], [/(?<=\/revision\/)\d+/, 'revision'], [/(?<=\/decline\/)\d+/, 'request'],
];

export class Twins {
  readonly #ours = new Map<string, string>();
  readonly #recorded = new Map<string, string>();

  /** Whether two texts are the same but for what was made up; learns from those that are. */
  sameText(recorded: string, ours: string): boolean {
    // What came from the client, and back.
    if (recorded === ours) return true;
    const skeleton = (text: string): string => text.replace(madeUp, (found) => `<${String(found.length)}>`);
    if (skeleton(recorded) !== skeleton(ours)) return false;
    const theirs = recorded.match(madeUp) ?? [];
    const own: readonly string[] = ours.match(madeUp) ?? [];
    return theirs.every((text, at) => this.#pair(text, own[at] ?? ''));
  }

  /** Whether two numbers under one key are each other's twins; undefined when the key holds no id. */
  sameId(key: string, recorded: number, ours: number): boolean | undefined {
    const counter = counters[key];
    return counter === undefined ? undefined : this.#pair(`${counter} ${String(recorded)}`, `${counter} ${String(ours)}`);
  }

  #pair(recorded: string, ours: string): boolean {
    const known = this.#ours.get(recorded);
    if (known !== undefined || this.#recorded.has(ours)) return known === ours;
    this.#ours.set(recorded, ours);
    this.#recorded.set(ours, recorded);
    return true;
  }

  /** A text of a request, with what the recorded server made up replaced by ours. */
  translate(text: string): string {
    return text.replace(madeUp, (found) => this.#ours.get(found) ?? found);
  }

  translatePath(path: string): string {
    return countersInPaths.reduce((text, [pattern, counter]) => text.replace(pattern, (id) => this.#idFor(counter, id)), this.translate(path));
  }

  translateBody(body: string): string {
    const text = this.translate(body);
    try {
      return JSON.stringify(JSON.parse(text, (key, value: unknown) => {
        const counter = counters[key];
        return counter !== undefined && typeof value === 'number' ? Number(this.#idFor(counter, String(value))) : value;
      }));
    } catch {
      return text;
    }
  }

  #idFor(counter: string, id: string): string {
    return this.#ours.get(`${counter} ${id}`)?.slice(counter.length + 1) ?? id;
  }

  /** The Basic header, in which an app password may hide. */
  translateBasic(header: string): string {
    const encoded = /^Basic (.+)$/.exec(header)?.[1];
    if (encoded === undefined) return header;
    return `Basic ${Buffer.from(this.translate(Buffer.from(encoded, 'base64').toString('utf8'))).toString('base64')}`;
  }
}
