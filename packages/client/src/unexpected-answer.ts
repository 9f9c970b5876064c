import { HoldfastError } from './holdfast-error.ts';

const sourceOf = (response: Response): string => {
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  return type === '' ? 'without a type' : `of type ${type}`;
};

/** Something between here and Holdfast answered (a proxy, a sign-in page), or this client is much too old. */
export const unexpectedAnswer = (response: Response, wanted: string): HoldfastError =>
  new HoldfastError({
    type: 'about:blank',
    title: 'Unexpected answer',
    status: response.status,
    code: 'unexpected_answer',
    detail: `Status ${response.status} ${sourceOf(response)} came instead of ${wanted}. A proxy in between may have answered.`,
    instance: response.url,
    trace_id: '',
  });
