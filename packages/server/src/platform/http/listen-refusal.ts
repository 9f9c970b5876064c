import { OperatorError } from '../operator-error.ts';

/** Why nothing can listen there, in one sentence; undefined when that is not what the error is about. */
export const listenRefusal = (
  error: unknown,
  host: string,
  port: number,
  setting: string,
): OperatorError | undefined => {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new OperatorError(
        `The port ${port} at ${host} is in use. Stop what listens there, or set ${setting} to another.`,
        { cause: error },
      );
    case 'EACCES':
      return new OperatorError(`This user may not listen on port ${port}. Set ${setting} to one above 1023.`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(`This machine has no address ${host}. Look at HOLDFAST_HOST.`, {
        exitCode: 78,
        cause: error,
      });
    case 'EAI_AGAIN':
      return new OperatorError(
        `Nobody answered which address ${host} has. Set HOLDFAST_HOST to an address, or mend this machine\u2019s name resolution.`,
        { cause: error },
      );
    default:
      return undefined;
  }
};
