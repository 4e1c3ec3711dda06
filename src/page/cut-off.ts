/**
 * After an update of the extension: what was put into open pages before is still there, and nobody hears it any more.
 * @see guides: reliability R-07
 * @module
 */

/** Whether this script is left over: it then has to go quiet, since a new one is put beside it. */
export function isCutOff(): boolean {
  const left: { runtime?: { id?: string } } = chrome;
  return left.runtime?.id === undefined;
}
