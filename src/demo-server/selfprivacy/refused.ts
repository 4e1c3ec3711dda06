/**
 * How a call is refused, before a family of servers writes it down in its own way.
 * @module
 */

export class Refused extends Error {
  readonly status: number;
  /** Which key the sentence stands under in Flask; `bare`: the sentence is all there is. */
  readonly key: 'error' | 'message' | 'bare';
  readonly says: unknown;

  constructor(status: number, says: unknown, key: 'error' | 'message' | 'bare' = 'error') {
    super('refused');
    this.status = status;
    this.says = says;
    this.key = key;
  }
}
