import type { Contract } from '@holdfast/protocol/contract';
import type { FastifyInstance } from 'fastify';
import { DOCUMENTS_STYLE } from './documents/style.ts';
import { documentsPage } from './documents/page.ts';
import { openApiOf } from './openapi.ts';
import { PAGE_HEADERS } from './security-headers.ts';

/** The description for programs at /openapi.json and for people at /docs, both made from the contracts. */
export const serveDocuments = (app: FastifyInstance, contracts: readonly Contract[], version: string): void => {
  const description = JSON.stringify(openApiOf(contracts, version));
  const page = documentsPage(contracts, version);
  const send = (path: string, type: string, text: string): void => {
    app.get(path, (_request, reply) =>
      reply.headers({ ...PAGE_HEADERS, 'cache-control': 'no-cache', 'content-type': type }).send(text),
    );
  };
  send('/openapi.json', 'application/json', description);
  send('/docs', 'text/html; charset=utf-8', page);
  send('/docs/style.css', 'text/css; charset=utf-8', DOCUMENTS_STYLE);
};
