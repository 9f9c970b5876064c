import type { ErrorCode } from '@holdfast/protocol/errors/book';
import type { Answer } from '../http.ts';
import { ExpectationFailed } from '../outcome.ts';

/** The answer has this status, and, when it is a problem, this code in the error book. */
export const expectAnswer = (answer: Answer, status: number, code?: ErrorCode): Answer => {
  const expected = code === undefined ? `${status}` : `${status} ${code}`;
  const got = answer.code === undefined ? `${answer.status}` : `${answer.status} ${answer.code}`;
  if (answer.status !== status || (code !== undefined && answer.code !== code)) {
    throw new ExpectationFailed(
      `${answer.asked} answers ${expected}`,
      { body: answer.body, failure: answer.failure },
      { claimed: expected, measured: got },
    );
  }
  return answer;
};

/** The same, and what it says; whoever asks knows the shape. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- a cast by another name, in one place instead of fifty
export const expectBody = <Body>(answer: Answer, status: number): Body => expectAnswer(answer, status).body as Body;

/** A 503 that a client can act on says when to come back. */
export const expectRetryAfter = (answer: Answer): void => {
  const seconds = Number(answer.headers.get('retry-after'));
  if (!answer.headers.has('retry-after') || !Number.isFinite(seconds) || seconds < 0) {
    throw new ExpectationFailed(`${answer.asked} answered ${answer.status} with a Retry-After in seconds`, {
      retry_after: answer.headers.get('retry-after'),
    });
  }
};
