import type { Role } from '@holdfast/protocol/permissions';

const WORDS: Readonly<Record<Role, string>> = { viewer: 'a viewer', analyst: 'an analyst', admin: 'an admin' };

/** `an admin`. */
export const roleWords = (role: Role): string => WORDS[role];

/** What each role may, for those who give it. */
export const ROLE_MEANS: Readonly<Record<Role, string>> = {
  viewer: 'reads what there is, and chats with assistants',
  analyst: 'also edits knowledge, decides, and keeps traces',
  admin: 'also manages assistants, people, keys and the workspace',
};
