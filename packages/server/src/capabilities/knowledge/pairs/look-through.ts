import type { Clock } from '../../../platform/clock/clock.ts';
import type { Read } from '../../../platform/database/transaction.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Turns } from '../../../platform/turns/turns.ts';
import { lookForPairs, MOST_WITH_TEXTS, type Looked, type PairLook } from './store/looking.ts';

export interface LookingParts {
  readonly clock: Pick<Clock, 'elapsed'>;
  /** At looking through the texts of pairs. */
  readonly textTurns: Turns;
}

const MOST_STRETCHES = 20_000 / MOST_WITH_TEXTS;
const LONGEST_MS = 2_000;
const MOST_CHARACTERS = 2 * 1024 * 1024;

/**
 * The pairs of a page, and where the look had to end. To look into texts takes as long as they are: that is done in stretches, for so
 * long and no longer, and workspaces take turns at it, so that nobody keeps the database from all others.
 */
export const lookThrough = (
  { clock, textTurns }: LookingParts,
  { db, signal, workspace }: Pick<Context, 'db' | 'signal' | 'workspace'>,
  look: PairLook,
): Promise<Looked[]> =>
  look.filters.text === undefined
    ? db.read((tx) => lookForPairs(tx, look))
    : textTurns.inTurn(() => db.read((tx) => lookInStretches(tx, clock, look)), { lane: workspace, signal });

const lookInStretches = async (tx: Read, clock: LookingParts['clock'], look: PairLook): Promise<Looked[]> => {
  const since = clock.elapsed();
  const found: Looked[] = [];
  let { after } = look;
  for (let stretch = 1; ; stretch += 1) {
    found.push(...(await lookForPairs(tx, { ...look, after, limit: look.limit - found.length })));
    const end = found.at(-1);
    const isOver = end?.is_end !== true || found.length > look.limit || charactersOf(found) >= MOST_CHARACTERS;
    if (isOver || stretch === MOST_STRETCHES || clock.elapsed() - since > LONGEST_MS) return found;
    // it was the end of its stretch and not of the look
    found.pop();
    if (end.fits) found.push({ ...end, is_end: false });
    after = end;
  }
};

const charactersOf = (found: readonly Looked[]): number =>
  found.reduce((sum, { pair: { question, answer, phrasings } }) => {
    const asked = phrasings.reduce((length, phrasing) => length + phrasing.length, question.length);
    return sum + asked + answer.length;
  }, 0);
