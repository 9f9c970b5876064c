import type { FastifyInstance, HTTPMethods } from 'fastify';
import { Failure } from '../failure.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { answerFailure } from './answer-failure.ts';
import { NOWHERE, pathOf } from './path.ts';

export interface UnknownRoutes {
  /** When all routes are known: every other method of their paths answers 405 and says which are allowed. */
  complete(): void;
}

export const answerUnknownRoutes = (app: FastifyInstance, telemetry: Telemetry): UnknownRoutes => {
  const byPath = new Map<string, Set<string>>();
  app.setNotFoundHandler((request, reply) =>
    answerFailure(telemetry, noEndpoint(pathOf(request), app.foreignPaths.detailOf(pathOf(request))), request, reply),
  );
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const methods = byPath.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    byPath.set(url, methods);
  });

  return {
    complete() {
      const every = app.supportedMethods as HTTPMethods[];
      for (const [url, known] of [...byPath]) {
        const allowed = [...known];
        const allow = allowed.toSorted().join(', ');
        app.route({
          url,
          method: every.filter((method) => !allowed.includes(method)),
          // before the body: there is nothing to read it for
          onRequest: async (_request, reply) => {
            reply.header('allow', allow);
            throw new Failure('method_not_allowed', { detail: `This path answers ${allow}.` });
          },
          handler: () => {},
        });
      }
    },
  };
};

const LONGEST_PATH = 200;

const noEndpoint = (path: string, signpost?: string): Failure =>
  new Failure('not_found', {
    detail:
      path === NOWHERE && signpost !== undefined
        ? signpost
        : `There is no endpoint ${shortened(path)}. ${signpost ?? 'See /docs.'}`,
  });

const shortened = (path: string): string => (path.length <= LONGEST_PATH ? path : `${path.slice(0, LONGEST_PATH)}…`);
