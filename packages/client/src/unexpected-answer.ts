import { HoldfastError } from './holdfast-error.ts';

/** Something between here and Holdfast answered (a proxy, a sign-in page), or this client is much too old. */
export const unexpectedAnswer = (response: Response, wanted: string): HoldfastError =>
  unexpected(
    response,
    isRedirect(response)
      ? `${redirectOf(response)} came instead of ${wanted}. It is not followed: set baseUrl to where Holdfast is.`
      : `Status ${response.status} ${sourceOf(response)} came instead of ${wanted}. A proxy in between may have answered.`,
  );

export const answerTooLong = (response: Response, bytesMaximum: number): HoldfastError =>
  unexpected(
    response,
    `The answer has more than ${bytesMaximum} bytes, the most that this client reads (answerBytesMaximum).`,
  );

export const unexpectedEvent = (event: string, id: string): HoldfastError =>
  unexpected({ status: 200, url: '' }, `The event ${event} with the id ${id} came with data that is no JSON.`);

const unexpected = ({ status, url }: Pick<Response, 'status' | 'url'>, detail: string): HoldfastError =>
  new HoldfastError({
    type: 'about:blank',
    title: 'Unexpected answer',
    status,
    code: 'unexpected_answer',
    detail,
    instance: url,
    trace_id: '',
  });

const sourceOf = (response: Response): string => {
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  return type === '' ? 'without a type' : `of type ${type}`;
};

/** A browser keeps back where a redirect leads, and its status. */
const isRedirect = ({ type, status, headers }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400 && headers.has('location'));

const redirectOf = ({ headers }: Response): string => {
  const location = headers.get('location');
  return location === null ? 'A redirect' : `A redirect to ${location.slice(0, 200)}`;
};
