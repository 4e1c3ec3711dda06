/**
 * How much of a period is left, as a ring. Decoration: the seconds stand beside it.
 * @module
 */

const length = 2 * Math.PI * 9;

export function CountdownRing({ left, period }: { left: number; period: number }) {
  const part = period > 0 ? Math.min(1, Math.max(0, left / period)) : 0;
  return (
    <svg class={left <= 5 ? 'ring soon' : 'ring'} width={18} height={18} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle class="track" cx={12} cy={12} r={9} />
      <circle class="left" cx={12} cy={12} r={9} stroke-dasharray={`${length * part} ${length}`} />
    </svg>
  );
}
