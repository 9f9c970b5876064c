import { answersFile, isOfAccount, isOpen, type Contract } from '@holdfast/protocol/contract';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { fail } from '../failure.ts';
import type { MakeId } from '../ids/uuid7.ts';
import { noLimit, type Limits } from '../limits/limits.ts';
import { inTrace } from '../telemetry/current-trace.ts';
import { admit } from './admit.ts';
import { answerWriter, type Answer } from './answer.ts';
import type { Authenticate } from './authenticate.ts';
import type { SendDownload } from './downloads.ts';
import type { Endpoint } from './endpoint.ts';
import type { Entrance } from './entrance.ts';
import { isForeign } from './foreign.ts';
import { foreignRouteOf, type Door } from './foreign-route.ts';
import { BODY_BYTES } from './framework.ts';
import { keptAnswer, readIdempotencyKey } from './idempotency.ts';
import { callOf, dbOf, performOnce } from './perform-once.ts';
import { urlOf } from './path.ts';
import { requestParser, type Parsed } from './parse.ts';
import type { Call } from './idempotency-store.ts';
import type { Readers } from './readers.ts';
import type { Streams } from './streams.ts';
import { isTalking } from './talk.ts';
import { talkRouteOf } from './talk-route.ts';
import type { ReceivedFile } from './uploads/received-file.ts';
import { FORM_BYTES, uploadRouteOf } from './uploads/upload-route.ts';
import type { Uploads } from './uploads/uploads.ts';
import type { Visit } from './visit.ts';

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit;
  }
}

export interface RunnerParts {
  readonly authenticate: Authenticate;
  readonly makeId: MakeId;
  readonly streams: Streams;
  readonly sendDownload: SendDownload;
  readonly uploads: Uploads;
  readonly readers: Pick<Readers, 'watch'>;
  readonly entrance: Entrance;
  readonly limits: Limits;
  /** Fails for what a page of another site made a browser send. */
  readonly refuseForeignPage: (request: FastifyRequest, contract: Contract) => void;
}

/**
 * Turns a contract and its handler into a route. The order is the same for every request and stands nowhere else:
 * size and headers, authenticate, workspace, limits, authorise, parse, handle; a failure of any of them is mapped at the edge.
 */
export const createRunner = (parts: RunnerParts) => ({
  routeOf(endpoint: Endpoint): RouteOptions {
    const { contract, handle } = endpoint;
    refuseKeysOfNowhere(contract);
    const door = doorOf(endpoint, parts);
    if (isForeign(endpoint)) return foreignRouteOf(endpoint, door);
    /** Ends when its reader may not read it any more. */
    const watched = async <Sent>({ headers, ip, visit }: FastifyRequest, send: () => Promise<Sent>): Promise<Sent> => {
      const { principal, stay } = visit;
      const lookUp = () => parts.authenticate({ headers, address: ip, again: true });
      const leave = principal === undefined ? () => {} : parts.readers.watch(principal, stay, lookUp);
      return send().finally(leave);
    };
    if (isTalking(endpoint))
      return talkRouteOf(endpoint, { door, watched, streams: parts.streams, bodyLimit: bodyLimitOf(contract) });
    const parse = requestParser(contract);
    const toAnswer = answerWriter(contract);
    const perform = (visit: Visit, call: Call | undefined, handleIt: () => Promise<unknown>): Promise<Answer> => {
      const answerIt = async (): Promise<Answer> => toAnswer(await handleIt());
      return call === undefined ? answerIt() : performOnce(visit, parts.makeId, call, answerIt);
    };
    const performOnFile = async (visit: Visit, call: Call | undefined, lookAt: () => Promise<unknown>) => {
      const kept = call && (await keptAnswer(dbOf(visit), call));
      if (kept !== undefined) return kept;
      // `onFile` takes no other handlers
      const rest = (await lookAt()) as () => Promise<unknown>;
      return perform(visit, call, () => inTrace(visit.trace, rest));
    };
    const act = async (request: FastifyRequest, reply: FastifyReply, parsed: Parsed, file?: ReceivedFile) => {
      const { visit } = request;
      const key = readIdempotencyKey(contract, request.headers['idempotency-key']);
      const call = key === undefined ? undefined : callOf(visit, contract, { key, parsed, file });
      const handleIt = () => inTrace(visit.trace, () => handle(visit as never, { ...parsed, file } as never));
      const work = file === undefined ? perform(visit, call, handleIt) : performOnFile(visit, call, handleIt);
      const answer = await Promise.race([work, visit.stay.over]);
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    };
    if (contract.takes === 'file') return uploadRouteOf(endpoint, { uploads: parts.uploads, door, parse, act });
    return {
      method: contract.method,
      url: urlOf(contract),
      bodyLimit: bodyLimitOf(contract),
      // a HEAD is a GET whose body is kept back; a stream has no end that one could wait for
      exposeHeadRoute: contract.method === 'GET' && contract.events === undefined && !answersFile(contract),
      onRequest: door.letIn,
      handler: async (request, reply) => {
        const { visit } = request;
        // whoever keeps a body back may have lost meanwhile what let them in
        if (contract.method !== 'GET') await door.admitAgain(request);
        const parsed = parse(request);
        const handleIt = () => handle(visit as never, parsed as never);
        if (answersFile(contract))
          return watched(request, () => parts.sendDownload(reply, visit, inTrace(visit.trace, handleIt)));
        if (waits(contract)) return watched(request, () => act(request, reply, parsed));
        if (contract.events === undefined) return act(request, reply, parsed);
        return watched(request, () => parts.streams.send(reply, visit, handleIt()));
      },
    };
  },
});

/** It reads, and may take long: whoever is shut out meanwhile is answered so, and not by what came later. */
const waits = ({ method, events, limits }: Contract): boolean =>
  method === 'GET' && events === undefined && limits?.seconds !== undefined;

/** Everything that is decided by the headers alone. */
const doorOf = (
  { contract, fileBytes }: Endpoint,
  { authenticate, entrance, limits, refuseForeignPage }: RunnerParts,
): Door => {
  const limit = limits.of(contract);
  const bodyLimit = contract.speaks !== 'otlp' ? bodyLimitOf(contract, fileBytes) : undefined;
  return {
    async letIn(request, reply) {
      const visit = entrance.enter(request, reply, contract);
      refuseForeignPage(request, contract);
      if (bodyLimit !== undefined) refuseSize(request, bodyLimit);
      const address = request.ip;
      visit.principal = await admit(
        contract,
        { headers: request.headers, address },
        {
          authenticate,
          limit: (principal) => limit({ principal, address }, visit.tell),
          now: visit.clock.now(),
        },
      );
    },
    async admitAgain({ headers, ip: address, visit }) {
      const again = { headers, address, again: true } as const;
      visit.principal = await admit(contract, again, { authenticate, limit: noLimit, now: visit.clock.now() });
    },
  };
};

const bodyLimitOf = ({ limits }: Contract, fileBytes?: number): number =>
  fileBytes === undefined ? (limits?.bodyBytes ?? BODY_BYTES) : fileBytes + FORM_BYTES;

/** Answers are kept in a workspace, so only callers who are in one can have theirs kept. */
const refuseKeysOfNowhere = ({ name, permission, idempotency }: Contract): void => {
  if (idempotency !== undefined && (isOpen(permission) || isOfAccount(permission) || permission === 'instance:manage'))
    throw new Error(`${name} keeps answers by Idempotency-Key, and its callers have no workspace`);
};

const refuseSize = (request: FastifyRequest, bodyLimit: number): void => {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > bodyLimit) fail('too_large', { detail: `The body may have ${bodyLimit} bytes at most.` });
};
