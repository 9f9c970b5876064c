import type { Client } from '@holdfast/client/client';
import {
  answerDecision,
  approveDecision,
  cancelDecision,
  claimDecision,
  delegateDecision,
  escalateDecision,
  rejectDecision,
  releaseDecision,
  returnDecision,
  reviseDecision,
} from '@holdfast/protocol/decisions/acts';
import type { Decision, DecisionAct } from '@holdfast/protocol/decisions/decision';
import type { MemberId } from '@holdfast/protocol/identity/people';
import { type EvidenceDraft, evidenceOf } from './evidence-field.tsx';

export type Acted = Decision & { readonly already: boolean };

/** An act with all that it needs. It is done to a decision as it was seen, and to no other version of it. */
export interface Wish {
  readonly act: DecisionAct;
  /** In the words of whoever does it; empty where they gave none. */
  readonly written: string;
  readonly send: (holdfast: Client, seen: Decision) => Promise<Acted>;
}

/** What was filled in for an act. What it does not ask for is left out. */
export interface Given {
  readonly reason: string;
  readonly option: string;
  /** Empty for the next. */
  readonly level: string;
  readonly to: string;
  readonly seconds: string;
  /** Others than those that were asked for. */
  readonly arguments: Record<string, unknown> | undefined;
  /** What an answer adds. */
  readonly evidence: readonly EvidenceDraft[];
}

export const NOTHING_GIVEN: Given = {
  reason: '',
  option: '',
  level: '',
  to: '',
  seconds: '3600',
  arguments: undefined,
  evidence: [],
};

const named = ({ id, version }: Decision) => [{ params: { decision_id: id } }, { version }] as const;

type Sends = (holdfast: Client, seen: Decision, given: Given) => Promise<Acted>;

const SENDS: Readonly<Record<DecisionAct, Sends>> = {
  claim: (holdfast, seen) => {
    const [at, options] = named(seen);
    return holdfast.bodyOf(claimDecision, { ...at, body: { force: seen.your_acts.claim !== null } }, options);
  },
  release: (holdfast, seen) => holdfast.bodyOf(releaseDecision, ...named(seen)),
  approve: (holdfast, seen, { reason, option, arguments: edited }) => {
    const [at, options] = named(seen);
    const body = {
      ...(reason !== '' && { reason }),
      ...(option !== '' && { option }),
      ...(edited !== undefined && { arguments: edited }),
    };
    return holdfast.bodyOf(approveDecision, { ...at, body }, options);
  },
  reject: (holdfast, seen, { reason }) => {
    const [at, options] = named(seen);
    return holdfast.bodyOf(rejectDecision, { ...at, body: { reason } }, options);
  },
  escalate: (holdfast, seen, { reason, level }) => {
    const [at, options] = named(seen);
    const body = { reason, ...(level !== '' && { level: Number(level) }) };
    return holdfast.bodyOf(escalateDecision, { ...at, body }, options);
  },
  return: (holdfast, seen, { reason }) => {
    const [at, options] = named(seen);
    return holdfast.bodyOf(returnDecision, { ...at, body: { reason } }, options);
  },
  answer: (holdfast, seen, { reason, arguments: edited, evidence }) => {
    const [at, options] = named(seen);
    const body = { reason, evidence: evidence.map(evidenceOf), ...(edited !== undefined && { arguments: edited }) };
    return holdfast.bodyOf(answerDecision, { ...at, body }, options);
  },
  revise: (holdfast, seen, { reason, arguments: edited = seen.arguments }) => {
    const [at, options] = named(seen);
    return holdfast.bodyOf(reviseDecision, { ...at, body: { reason, arguments: edited } }, options);
  },
  delegate: (holdfast, seen, { reason, to, seconds }) => {
    const [at, options] = named(seen);
    // a word that is no id is refused by the server, at its field
    const body = { reason, to: to as MemberId, for_seconds: Number(seconds) };
    return holdfast.bodyOf(delegateDecision, { ...at, body }, options);
  },
  cancel: (holdfast, seen, { reason }) => {
    const [at, options] = named(seen);
    return holdfast.bodyOf(cancelDecision, { ...at, body: reason === '' ? {} : { reason } }, options);
  },
};

export const wishOf = (act: DecisionAct, given: Given = NOTHING_GIVEN): Wish => ({
  act,
  written: given.reason,
  send: (holdfast, seen) => SENDS[act](holdfast, seen, given),
});
