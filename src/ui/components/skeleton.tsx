/**
 * Rows that keep the layout while their content is on its way, shown only when it takes long.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';

/** Nothing at all before this: most answers are faster, and a flash would only disturb. Milliseconds. */
const patience = 300;

export function SkeletonRows() {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setLong(true); }, patience);
    return () => { clearTimeout(timer); };
  }, []);
  if (!long) return null;
  return (
    <div class="skeletons" aria-hidden="true">
      {['a', 'b', 'c', 'd'].map((row) => <div key={row} class="skeleton-row"><span class="skeleton square" /><span class={`skeleton bar ${row}`} /></div>)}
    </div>
  );
}
