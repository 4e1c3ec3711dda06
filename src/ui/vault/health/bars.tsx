/**
 * A few numbers side by side: bars to look at, and the same as a table for whoever reads it out.
 * @module
 */

import { useId } from 'preact/hooks';
import { formatNumber } from '../../../messages/text.ts';

/** `tone`: how good what the bar counts is. It is never said by colour alone: the name says it too. */
export interface Bar { name: string; count: number; tone?: 'bad' | 'middling' | 'good' }

const width = 320;
const line = 28;
const nameWidth = 128;
const countWidth = 44;

export function Bars({ title, unit, bars }: { title: string; unit: string; bars: readonly Bar[] }) {
  const id = useId();
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const room = width - nameWidth - countWidth;
  return (
    <figure class="plot card" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${bars.length * line}`} aria-hidden="true">
        {bars.map(({ name, count, tone = 'middling' }, at) => (
          <g key={name} transform={`translate(0 ${at * line})`}>
            <text x="0" y={line / 2} dominant-baseline="central">{name}</text>
            <rect class="rail" x={nameWidth} y="6" width={room} height={line - 12} rx="3" />
            {count === 0 ? null : <rect class={tone} x={nameWidth} y="6" width={Math.max(4, (count / most) * room)} height={line - 12} rx="3" />}
            <text class="number" x={width} y={line / 2} text-anchor="end" dominant-baseline="central">{formatNumber(count)}</text>
          </g>
        ))}
      </svg>
      <table class="sr-only">
        <thead><tr><th scope="col">{title}</th><th scope="col">{unit}</th></tr></thead>
        <tbody>{bars.map(({ name, count }) => <tr key={name}><th scope="row">{name}</th><td>{formatNumber(count)}</td></tr>)}</tbody>
      </table>
    </figure>
  );
}
