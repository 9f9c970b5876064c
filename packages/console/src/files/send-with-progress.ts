type OnSent = (sent: number, total: number) => void;

/** Whoever wants to know how much of a file has been sent. */
const watched = new WeakMap<Blob, OnSent>();

/** From now on it is told how much of this file has been sent, whenever it is. */
export const watchSending = (file: Blob, onSent: OnSent): void => void watched.set(file, onSent);

const headersIn = (text: string): Headers => {
  const headers = new Headers();
  for (const line of text.split('\r\n')) {
    const at = line.indexOf(':');
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
  }
  return headers;
};

/** The one way in which a browser says how far an upload is. It fails as `fetch` does. */
const sendOver = (url: string, init: RequestInit, file: Blob, onSent: OnSent): Promise<Response> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.open(init.method ?? 'GET', url);
    request.responseType = 'blob';
    new Headers(init.headers).forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent(loaded, total));
    request.addEventListener('load', () => {
      const { status, statusText } = request;
      const headers = headersIn(request.getAllResponseHeaders());
      // the type of what is in it is what its header says
      resolve(new Response(request.response as Blob, { status, statusText, headers }));
    });
    request.addEventListener('error', () => reject(new TypeError('the line failed')));
    request.addEventListener('abort', () => reject(init.signal?.reason as Error));
    request.addEventListener('loadend', () => init.signal?.removeEventListener('abort', stop));
    init.signal?.throwIfAborted();
    init.signal?.addEventListener('abort', stop);
    request.send(file);
  });

/** As `fetch`, but files that somebody watches say how much of them has been sent. */
export const fetchWithProgress: typeof fetch = (input, init) => {
  const file = init?.body;
  const onSent = file instanceof Blob ? watched.get(file) : undefined;
  if (init === undefined || onSent === undefined || !(file instanceof Blob)) return fetch(input, init);
  const url = input instanceof Request ? input.url : String(input);
  return sendOver(url, init, file, onSent);
};
