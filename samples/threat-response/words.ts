import type { Decided, Performed } from '@holdfast/client/decisions/requested';
import type { Decision, DecisionSummary } from '@holdfast/protocol/decisions/decision';

const timeOf = (at: string): string => new Date(at).toLocaleTimeString('en-GB');

export const clockWords = ({ levels, created_at: since, deadline_at: until, default: verdict }: Decision): string => {
  let at = Date.parse(since);
  const steps = levels.map(({ required_role: role, within_seconds: seconds }) => {
    if (seconds === null) return `then any ${role}`;
    at += seconds * 1000;
    return `${role} until ${timeOf(new Date(at).toISOString())}`;
  });
  const denied = verdict === 'deny' ? 'denied' : 'approved';
  return `waits for: ${steps.join(', ')}; if nobody decides it is ${denied} at ${timeOf(until)}.`;
};

export const stateWords = ({ status, level, required_role: role, claim, revision }: DecisionSummary): string => {
  if (status === 'returned')
    return 'returned: somebody asks for more. Answer or cancel it in the console, as who made the key.';
  const held = claim === null ? '' : `, ${claim.by.name ?? 'somebody'} has it`;
  return `waits at level ${level} for an ${role}${held}; revision ${revision}.`;
};

export const decidedWords = ({ how, by, reason, edited, decision }: Decided): string => {
  const who = how === 'person' ? (by.name ?? 'somebody') : `${how}${by.name === null ? '' : ` ${by.name}`}`;
  const why = reason === null ? '' : `: ${reason}`;
  return `${decision.status} by ${who}${edited ? ', with other arguments' : ''}${why}`;
};

export const endWords = (ended: Performed<string>): string => {
  if (ended.status === 'executed') return `reported: ${ended.result} is contained (simulated).`;
  if (ended.status === 'denied') return 'nothing was contained.';
  return `somebody else has done it: ${ended.execution?.status ?? 'it has ended'}.`;
};
