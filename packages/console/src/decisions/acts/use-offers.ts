import type { Decision, DecisionAct } from '@holdfast/protocol/decisions/decision';
import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../../commands/command.ts';
import { useOffer } from '../../commands/command-store.ts';
import { ACT_WORDS } from './act-words.ts';
import type { Offer } from './acts-bar.tsx';
import { hindranceOf, hindranceWords, type Looker } from './hindrance-words.ts';
import { type Acts, atOnce } from './use-acts.ts';

interface OffersOptions {
  readonly decision: Decision;
  readonly acts: Acts;
  readonly looker: Looker;
  /** Arguments that somebody types in place of those that were asked for. */
  readonly edited: Record<string, unknown> | undefined;
}

const ORDER = ['claim', 'return', 'delegate', 'answer', 'cancel', 'escalate', 'reject', 'approve'] as const;

/** Theirs to leave: they have it, or handed it on. */
const isOwn = ({ claim }: Decision, { id }: Looker): boolean =>
  claim !== null && (claim.by.id === id || claim.delegated_by?.id === id);

const labelOf = (act: DecisionAct, { decision, looker, edited }: OffersOptions): string => {
  if (act === 'approve' && edited !== undefined) return 'Approve as edited';
  return act === 'claim' && decision.your_acts.claim === 'claimed_by_other' && looker.isAdmin
    ? 'Take it over'
    : ACT_WORDS[act].label;
};

const needsSeveral = ({ four_eyes: isFourEyes, quorum }: Decision): boolean => isFourEyes || quorum > 1;

const offerOf = (act: DecisionAct, options: OffersOptions): Offer => {
  const { decision, acts, looker, edited } = options;
  const hindrance = hindranceOf(act, decision, looker);
  const isSimple = act === 'release' || (act === 'claim' && decision.your_acts.claim === null);
  return {
    act,
    label: labelOf(act, options),
    hindrance:
      hindrance ?? (act === 'approve' && edited !== undefined && needsSeveral(decision) ? 'editor' : undefined),
    onAct: () => (isSimple ? acts.act(decision, atOnce(act)) : acts.ask({ act, seen: decision, edited })),
  };
};

export const offersOf = (options: OffersOptions): readonly Offer[] =>
  ORDER.map((act) => offerOf(act === 'claim' && isOwn(options.decision, options.looker) ? 'release' : act, options));

const KEYED = [
  ['a', 'approve', 'Approve'],
  ['r', 'reject', 'Reject'],
  ['e', 'escalate', 'Escalate'],
  ['c', 'claim', 'Claim or release'],
] as const;

/** The keys of the acts. They only ask; what is hindered says why. */
export const useActKeys = (
  offers: readonly Offer[],
  { decision, acts }: Pick<OffersOptions, 'decision' | 'acts'>,
): void => {
  const latest = useRef({ offers, decision, acts });
  useEffect(() => {
    latest.current = { offers, decision, acts };
  });
  const commands = useMemo(() => {
    const press = (wanted: DecisionAct): void => {
      const { offers: now, decision: seen, acts: able } = latest.current;
      const offer = now.find(({ act }) => act === wanted || (wanted === 'claim' && act === 'release'));
      if (offer === undefined || able.submit.isRunning) return;
      if (offer.hindrance === undefined) offer.onAct();
      else able.say({ tone: 'warn', words: `${offer.label}: ${hindranceWords(offer.hindrance, seen)}` });
    };
    return KEYED.map(([keys, act, label]): Command => ({
      id: `decision-${act}`,
      label,
      group: 'This page',
      keys,
      run: () => press(act),
    }));
  }, []);
  useOffer(commands);
};
