import type { Contract } from '@holdfast/protocol/contract';
import type { Topic } from '@holdfast/protocol/live/topic';
import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import type { FastifyInstance } from 'fastify';
import { DOCUMENTS_STYLE } from './documents/style.ts';
import { documentsPage } from './documents/page.ts';
import { openApiOf } from './openapi.ts';
import { PAGE_HEADERS } from './security-headers.ts';

export interface Described {
  readonly contracts: readonly Contract[];
  readonly sockets: readonly SocketContract[];
  readonly topics: readonly Topic[];
  readonly version: string;
  readonly publicUrl: URL | undefined;
}

/** The description for programs at /openapi.json and for people at /docs, both made from the contracts. */
export const serveDocuments = (app: FastifyInstance, { publicUrl, ...documents }: Described): void => {
  const description = JSON.stringify(openApiOf(documents.contracts, documents.version, publicUrl));
  const page = documentsPage(documents);
  const send = (path: string, type: string, text: string): void => {
    app.get(path, (_request, reply) =>
      reply.headers({ ...PAGE_HEADERS, 'cache-control': 'no-cache', 'content-type': type }).send(text),
    );
  };
  send('/openapi.json', 'application/json', description);
  send('/docs', 'text/html; charset=utf-8', page);
  app.get('/docs/', (_request, reply) => reply.redirect('/docs', 308));
  send('/docs/style.css', 'text/css; charset=utf-8', DOCUMENTS_STYLE);
};
