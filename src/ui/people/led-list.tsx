/**
 * A list that a notification may lead to: it has the focus then, wherever on the page it is.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isLedTo } from './model.ts';

export function LedList({ what, name, children }: { what: 'shares' | 'contacts'; name: string; children: ComponentChildren }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (isLedTo(what)) list.current?.focus();
  }, []);
  return <ul class="card rows" ref={list} tabIndex={-1} aria-label={name}>{children}</ul>;
}
