/**
 * A section of the options: its name, one sentence, its content.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export function Section({ title, text, children }: { title: string; text: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="dim">{text}</p>
      {children}
    </section>
  );
}

/** One line in a card: what it is, and the control. */
export function SettingRow({ label, hint, labels, children }: { label: string; hint?: string; labels?: string; children: ComponentChildren }) {
  const texts = <><span>{label}</span>{hint === undefined ? null : <span class="meta">{hint}</span>}</>;
  return (
    <div class="setting">
      {labels === undefined ? <div class="texts">{texts}</div> : <label class="texts" for={labels}>{texts}</label>}
      {children}
    </div>
  );
}

/** A question that is asked in place, before something is lost. */
export function Confirm({ text, yes, onYes, onNo, no }: { text: string; yes: string; onYes: () => void; onNo: () => void; no: string }) {
  return (
    <div class="confirm appear" role="group" aria-label={text}>
      <p>{text}</p>
      <div class="actions">
        <button type="button" class="button small danger" onClick={onYes}>{yes}</button>
        <button type="button" class="button small" autofocus onClick={onNo}>{no}</button>
      </div>
    </div>
  );
}
