import { Failure } from '../failure.ts';

interface FrameworkError extends Error {
  readonly code: string;
}

const isFrameworkError = (error: unknown): error is FrameworkError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_');

/** What the framework or the platform threw, as an entry of the error book. What nobody foresaw is `internal`, and says nothing. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  if (isFrameworkError(error)) {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Failure('too_large');
    if (error.code.startsWith('FST_ERR_CTP_INVALID_MEDIA_TYPE'))
      return new Failure('unsupported_type', { detail: 'Send the body as application/json.' });
    if (error.code.startsWith('FST_ERR_CTP_')) return new Failure('malformed', { detail: error.message });
    if (error.code === 'FST_ERR_MAX_PARAM_LENGTH')
      return new Failure('not_found', { detail: 'A part of the path is longer than any that leads somewhere.' });
    if (error.code === 'FST_ERR_BAD_URL')
      return new Failure('malformed', { detail: 'The path of the URL cannot be read.' });
  }
  return new Failure('internal', { cause: error });
};
