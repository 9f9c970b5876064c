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
    try {
      void parse(request, utf8.decode(bytes as Buffer), done);
    } catch {
      done(new Failure('malformed', { detail: 'The body is not UTF-8.' }));
    }
  });
};
