import type { Answer } from '../http.ts';
import { expectThat } from './expect-that.ts';

const statuses = (answers: readonly Answer[]) =>
  answers.map((answer) => `${answer.status} ${answer.code ?? ''}`.trim());

/** Exactly one of those who tried at once succeeded, and every other was refused as `refusal` says. */
export const expectOneWinner = (answers: readonly Answer[], refusal: readonly number[]): Answer => {
  const winners = answers.filter((answer) => answer.status >= 200 && answer.status < 300);
  const others = answers.filter((answer) => !winners.includes(answer));
  expectThat(winners.length === 1, `exactly one of ${answers.length} wins`, { answers: statuses(answers) });
  expectThat(
    others.every((answer) => refusal.includes(answer.status)),
    `everyone else is refused with ${refusal.join(' or ')}`,
    { answers: statuses(answers) },
  );
  return winners[0] as Answer;
};
