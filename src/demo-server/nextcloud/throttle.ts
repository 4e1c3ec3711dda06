/**
 * Brute-force protection: after ten wrong passwords within half an hour every further try is refused.
 *
 * The growing delay of the real one is left out; tests ask for delays by name.
 * @module
 */

const windowMilliseconds = 30 * 60 * 1000;

export class Throttle {
  /** Failures that are allowed before 429. */
  limit: number;
  readonly #failures: { loginName: string; at: number }[] = [];

  constructor(limit = 10) {
    this.limit = limit;
  }

  refuses(now: number): boolean {
    return this.#failures.filter((failure) => now - failure.at < windowMilliseconds).length >= this.limit;
  }

  fail(loginName: string, now: number): void {
    this.#failures.push({ loginName, at: now });
  }

  /** A right password takes back this name's failures. */
  succeed(loginName: string): void {
    const kept = this.#failures.filter((failure) => failure.loginName !== loginName);
    this.#failures.splice(0, this.#failures.length, ...kept);
  }

  clear(): void {
    this.#failures.length = 0;
  }
}
