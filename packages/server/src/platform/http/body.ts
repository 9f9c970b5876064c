import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { MIMEType } from 'node:util';
import { Failure } from '../failure.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON only, and only as UTF-8: bytes that are none would silently become U+FFFD. */
export const readJsonBodies = (app: FastifyInstance): void => {
  // keys that would reach into prototypes are refused, however they are escaped
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const refused = refusalOf(request.headers);
    if (refused !== undefined) {
      done(new Failure('unsupported_type', { detail: refused }));
      return;
    }
    if (bytes.length === 0) {
      done(null, undefined);
      return;
    }
    const text = decode(bytes as Buffer);
    if (text === undefined) done(new Failure('malformed', { detail: 'The body is not UTF-8.' }));
    else
      void parse(request, text, (error, value: unknown) => {
        done(error === null ? null : (refusalOfName(text) ?? error), value);
      });
  });
};

/** What is JSON all the same was refused for a name in it. */
const refusalOfName = (text: string): Failure | undefined => {
  try {
    JSON.parse(text);
  } catch {
    // then it is refused as what it is: no JSON
    return undefined;
  }
  return new Failure('malformed', {
    detail: 'The body has a name that is not taken, at any depth: __proto__, or constructor with prototype in it.',
  });
};

/** A body in another code is not read as if it were in ours. */
const refusalOf = (headers: IncomingHttpHeaders): string | undefined => {
  const refused = codingRefusalOf(headers);
  if (refused !== undefined) return refused;
  const charset = new MIMEType(headers['content-type'] ?? 'application/json').params.get('charset') ?? 'utf-8';
  return /^utf-?8$/i.test(charset) ? undefined : `Send the body in UTF-8, not in ${charset.slice(0, 40)}.`;
};

/** What a request says of its body that is never undone. */
export const codingRefusalOf = (headers: IncomingHttpHeaders): string | undefined => {
  const coding = headers['content-encoding'] ?? '';
  return coding === '' || coding.toLowerCase() === 'identity'
    ? undefined
    : `Send the body as it is, without the Content-Encoding ${coding.slice(0, 40)}.`;
};

const decode = (bytes: Buffer): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};
