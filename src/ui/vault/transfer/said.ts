/**
 * What import and export say to screen readers: in one region that is there before there is something to say.
 * @module
 */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export const said = signal('');

/** Says a text when it comes, and whenever it changes. */
export function useSaid(text: string): void {
  useEffect(() => {
    said.value = text;
    return () => { said.value = ''; };
  }, [text]);
}
