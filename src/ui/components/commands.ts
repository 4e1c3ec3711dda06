/**
 * The keyboard commands as the browser has bound them for this person.
 * @module
 */

import { t } from '../../messages/text.ts';

/** `keys` is empty where none is bound. */
export interface NamedCommand { name: string; keys: string }

export async function readCommands(): Promise<NamedCommand[]> {
  const commands = await chrome.commands.getAll();
  return commands.map((command) => ({
    name: command.name === '_execute_action' ? t('commandOpen') : command.description ?? command.name ?? '',
    keys: command.shortcut ?? '',
  }));
}
