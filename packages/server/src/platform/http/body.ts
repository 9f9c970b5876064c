import type { FastifyInstance } from 'fastify';
import { Failure } from '../failure.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON only, and only as UTF-8: bytes that are none would silently become U+FFFD. */
export const readJsonBodies = (app: FastifyInstance): void => {
  // keys that would reach into prototypes are refused, however they are escaped
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    if (bytes.length === 0) {
      done(null, undefined);
      return;
    }
    const text = decode(bytes as Buffer);
    if (text === undefined) done(new Failure('malformed', { detail: 'The body is not UTF-8.' }));
    else void parse(request, text, done);
  });
};

const decode = (bytes: Buffer): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};
