/** 78 is EX_CONFIG: starting again cannot help before somebody has changed something. */
export type ExitCode = 1 | 78;

/** Something an operator must mend before Holdfast can run. `main` prints the message alone, without a stack. */
export class OperatorError extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, { exitCode = 1, cause }: { exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'OperatorError';
    this.exitCode = exitCode;
  }
}
