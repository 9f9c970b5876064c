import type { ErrorCode } from '@holdfast/protocol/errors/book';
import type { Problem } from '@holdfast/protocol/problem';

/** A newer server may know codes that this client does not. */
export type ProblemCode = ErrorCode | 'unexpected_answer' | (string & {});

/** The server answered, and the answer is a refusal or a failure. */
export class HoldfastError extends Error {
  override readonly name = 'HoldfastError';
  readonly problem: Problem;
  readonly status: number;
  readonly code: ProblemCode;
  /** In seconds, five minutes at most, when the server said when to come back. */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.detail === '' ? problem.title : `${problem.title}: ${problem.detail}`);
    this.problem = problem;
    this.status = problem.status;
    this.code = problem.code;
    this.retryAfter = retryAfter;
  }
}
