import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail } from '../failure.ts';
import { hostNameOf } from './host.ts';

/** The most bytes of a request's first line and its headers: a question of 2,000 letters of any script has room in an address. */
export const HEADER_BYTES = 24 * 1024;
const MOST_HEADERS = 100;

/** What Node would answer by itself, without our headers and without a problem, is let through by it and refused here. */
export const refuseWrongHeads = (app: FastifyInstance): void => {
  app.server.maxHeadersCount = 0;
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', async ({ raw }) => {
    refuseMany(raw.rawHeaders);
    refuseHosts(raw);
    refuseExpectation(raw.headers.expect);
  });
};

const refuseMany = (rawHeaders: readonly string[]): void => {
  const count = rawHeaders.length / 2;
  if (count > MOST_HEADERS)
    fail('header_too_large', { detail: `A request may have ${MOST_HEADERS} headers, and this one has ${count}.` });
};

/** RFC 9112: a request without a Host, with two, or with one that is none, is refused. HTTP/1.0 knows none. */
const refuseHosts = ({ rawHeaders, headers, httpVersion }: FastifyRequest['raw']): void => {
  const count = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host').length;
  const isRight = count === 1 ? headers.host === '' || hostNameOf(headers.host) !== undefined : httpVersion === '1.0';
  if (!isRight || count > 1)
    fail('malformed', { detail: 'A request has one Host, and it is a name or an address with or without a port.' });
};

const refuseExpectation = (expect: string | undefined): void => {
  if (expect !== undefined && expect.toLowerCase() !== '100-continue')
    fail('malformed', { detail: 'The only expectation that is known here is 100-continue.' });
};
