import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '@holdfast/protocol/decisions/decision';

/** What one click was answered. */
export interface Told {
  readonly status: number;
  readonly body: Partial<Decision> & {
    readonly already?: boolean;
    readonly code?: string;
    readonly decision?: Decision;
  };
}

export interface Sent extends Told {
  readonly by: string;
  readonly does: 'approve' | 'reject';
}

export interface Judged {
  readonly won: readonly Sent[];
  readonly already: number;
  readonly lost: number;
  readonly deviations: readonly string[];
}

/** One 200 and no second; whoever lost gets 409 with the decision that won. The same member saying the same again is told so. */
export const judgeRace = (sent: readonly Sent[]): Judged => {
  const won = sent.filter(({ status, body }) => status === 200 && body.already === false);
  const already = sent.filter(({ status, body }) => status === 200 && body.already === true);
  const lost = sent.filter(({ status }) => status === 409);
  const [winner] = won;
  const deviations = [
    ...(won.length === 1 ? [] : [`${won.length} won`]),
    ...(won.length + already.length + lost.length === sent.length ? [] : [`answered ${statusesOf(sent)}`]),
    ...already.filter(({ by }) => by !== winner?.by).map(({ by }) => `${by} is told that it was done, and did not`),
    ...lost.filter(({ by }) => by === winner?.by).map(({ by }) => `${by} won, and is told 409`),
    ...lost
      .filter(({ body }) => body.code !== 'already_decided' || !isSameOutcome(body.decision, winner?.body))
      .map(({ by, body }) => `${by} lost, and is told ${JSON.stringify(body)}`),
    ...(winner === undefined || isBy(winner) ? [] : [`${winner.by} won, and the decision says otherwise`]),
  ];
  return { won, already: already.length, lost: lost.length, deviations };
};

export const isSameOutcome = (left: Partial<Decision> | undefined, right: Partial<Decision> | undefined): boolean =>
  left?.outcome !== undefined && left.outcome !== null && isDeepStrictEqual(left.outcome, right?.outcome);

const isBy = ({ by, does, body: { outcome } }: Sent): boolean =>
  outcome?.by.id === by && outcome.verdict === (does === 'approve' ? 'approve' : 'deny');

const statusesOf = (sent: readonly Sent[]): string => sent.map(({ status }) => status).join(' ');
