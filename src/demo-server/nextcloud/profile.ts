/**
 * `cloud/user`: one's own account as the provisioning API shows it.
 * @module
 */

import type { Person } from './people.ts';

const empty = ['phone', 'address', 'website', 'twitter', 'bluesky', 'fediverse', 'organisation', 'role', 'headline', 'biography'];

export function profile(person: Person): object {
  const unfilled = empty.flatMap((name) => [[name, ''], [`${name}Scope`, 'v2-local']]);
  return {
    enabled: true, id: person.userId, firstLoginTimestamp: person.firstLogin, lastLoginTimestamp: person.lastLogin,
    lastLogin: person.lastLogin * 1000, backend: 'Database', subadmin: [],
    quota: { free: -3, used: 20174294, total: -3, relative: 0, quota: -3 },
    manager: '', avatarScope: 'v2-federated', email: person.email, emailScope: 'v2-federated', additional_mail: [], additional_mailScope: [],
    displayname: person.displayName, 'display-name': person.displayName, displaynameScope: 'v2-federated',
    ...Object.fromEntries(unfilled) as Record<string, string>,
    profile_enabled: '1', profile_enabledScope: 'v2-local', pronouns: '', pronounsScope: 'v2-federated',
    groups: person.admin ? ['admin'] : [], language: 'en', locale: '', timezone: '', notify_email: null,
    backendCapabilities: { setDisplayName: true, setPassword: true },
  };
}

/** The sharee search of files_sharing, as far as people on this server go. */
export function sharees(people: readonly Person[], asker: Person, search: string): object {
  const wanted = search.toLowerCase();
  const others = people.filter((person) => person !== asker && wanted !== '');
  const entry = (person: Person): object => ({
    label: person.displayName, subline: '', icon: 'icon-user', value: { shareType: 0, shareWith: person.userId },
    shareWithDisplayNameUnique: person.email ?? person.userId, status: [],
  });
  const isExact = (person: Person): boolean => [person.userId, person.displayName].some((name) => name.toLowerCase() === wanted);
  const contains = (person: Person): boolean => [person.userId, person.displayName].some((name) => name.toLowerCase().includes(wanted));
  return {
    exact: { users: others.filter(isExact).map(entry), groups: [], remotes: [], remote_groups: [], emails: [], circles: [], rooms: [] },
    users: others.filter((person) => contains(person) && !isExact(person)).map(entry),
    groups: [], remotes: [], remote_groups: [], emails: [], lookup: [], circles: [], rooms: [], lookupEnabled: false,
  };
}
