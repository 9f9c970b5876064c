import { LONGEST_TITLE } from '@holdfast/protocol/decisions/limits';
import type { Timestamp } from '@holdfast/protocol/time';
import { oneLine } from '../../../platform/mail/letter.ts';
import { priorityOf } from '../rules/urgency.ts';
import type { StoredSummary } from '../store/decisions.ts';
import { NEARING, type ToTell } from './tell-job.ts';

/** What members read of it: no arguments and no evidence, and what its asker wrote in one line. */
export const wordsFor = (
  { step }: Pick<ToTell, 'step'>,
  decision: StoredSummary,
  asker: string | undefined,
): { readonly title: string; readonly text: string } => {
  const { kind, urgency, agent, deadline_at: deadline } = decision;
  const who = [asker ?? 'somebody who is gone', ...(agent === null ? [] : [`for ${oneLine(agent)}`])];
  const sentences = [
    `${kind}, ${priorityOf(urgency)} priority, asked for by ${who.map((one) => oneLine(one)).join(' ')}.`,
    ...whyNow(step, decision),
    `Its deadline is ${minutesOf(deadline)}.`,
  ];
  return { title: oneLine(decision.title, LONGEST_TITLE), text: sentences.join(' ') };
};

const whyNow = (step: ToTell['step'], { level, claimed_until: until }: StoredSummary): string[] => {
  if (step === NEARING) return ['Its time is nearly over.'];
  if (step === 'escalated') return [`It was handed to level ${level}.`];
  if (step === 'answered') return ['Whoever asked has answered, and it waits again.'];
  if (step === 'returned') return ['It was returned: more is asked before it is decided.'];
  if (step === 'delegated')
    return [until === null ? 'It was handed to you.' : `It is yours until ${minutesOf(until)}.`];
  return [];
};

const minutesOf = (time: Timestamp): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;
