import type { Contract } from '@holdfast/protocol/contract';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { Failure } from '../failure.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { answerFailure } from './answer-failure.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export interface KnownRoutes {
  knows(contract: Contract): void;
  /** When all routes are known: every other method of their paths answers 405 and says which are allowed. */
  complete(): void;
}

export const answerUnknownRoutes = (app: FastifyInstance, telemetry: Telemetry): KnownRoutes => {
  const byPath = new Map<string, Set<string>>();
  app.setNotFoundHandler((request, reply) => answerFailure(telemetry, new Failure('not_found'), request, reply));

  return {
    knows({ path, method }) {
      const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
      byPath.set(url, (byPath.get(url) ?? new Set()).add(method));
    },
    complete() {
      for (const [url, allowed] of byPath) {
        const allow = [...allowed].toSorted().join(', ');
        app.route({
          url,
          method: METHODS.filter((method) => !allowed.has(method)),
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
