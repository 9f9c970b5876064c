import { AUDIT_ACTIONS } from '@holdfast/protocol/audit/actions';
import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import { agentWords } from '../../text/agent-words.ts';

const SENTENCES: ReadonlyMap<string, string> = new Map(Object.entries(AUDIT_ACTIONS));

/** What was done, as a sentence; a newer server may know acts that this console does not. */
export const actionWords = (action: string): string => SENTENCES.get(action) ?? action;

const KINDS: Readonly<Record<AuditEntry['actor']['kind'], string>> = {
  member: 'a member',
  key: 'an API key',
  account: 'an account',
  system: 'Holdfast itself',
};

export const actorWords = ({ kind, name }: AuditEntry['actor']): string =>
  name === null ? KINDS[kind] : kind === 'key' ? `the key ${name}` : name;

/** From where, as far as it is still known. */
export const placeWords = ({ personal }: Pick<AuditEntry, 'personal'>): string | undefined => {
  if (personal === null) return undefined;
  const from = personal.address === null ? undefined : `from ${personal.address}`;
  const by = personal.agent === null ? undefined : `by ${agentWords(personal.agent)}`;
  return [from, by].filter((part) => part !== undefined).join(', ') || undefined;
};

/** A fact of an entry, as text: what it holds was written by the server, and may hold what anybody named something. */
export const factText = (value: unknown): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.map(factText).join(', ') : JSON.stringify(value);
