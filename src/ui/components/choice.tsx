/**
 * One of several, chosen by its name.
 * @module
 */

import { useId } from 'preact/hooks';

interface Props<Value> {
  label: string;
  choices: readonly (readonly [value: Value, name: string])[];
  value: Value;
  onChoose: (value: Value) => void;
}

export function Choice<Value>({ label, choices, value, onChoose }: Props<Value>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={choices.findIndex(([one]) => one === value)} onChange={(event) => {
        const chosen = choices[event.currentTarget.selectedIndex];
        if (chosen !== undefined) onChoose(chosen[0]);
      }}>
        {choices.map(([, name], at) => <option key={at} value={at}>{name}</option>)}
      </select>
    </div>
  );
}

/** What has a name, as choices. */
export function byName<Id>(all: readonly { id: Id; name: string }[]): (readonly [Id, string])[] {
  return all.map(({ id, name }) => [id, name]);
}

/** Logins as choices: with the account, where there is one. */
export function loginName({ label, account }: { label: string; account: string }): string {
  return account === '' ? label : `${label} (${account})`;
}
