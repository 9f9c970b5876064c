import { answersFile, isOpen, type Contract } from '@holdfast/protocol/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { ClientGone } from './client-gone.ts';
import type { InFlight, Stay } from './in-flight.ts';
import { nodeIsStopping } from './streams.ts';
import { Visit, type VisitParts } from './visit.ts';

export interface EntranceParts extends VisitParts {
  readonly telemetry: Telemetry;
  readonly inFlight: InFlight;
  readonly requestTimeoutMs: number;
}

/** Where every request comes in and is seen out: its time, its trace, what happens when its client hangs up. */
export interface Entrance {
  enter(request: FastifyRequest, reply: FastifyReply, contract: Contract): Visit;
  /** From now on whoever comes is sent away, but those who look after the node from outside. */
  close(): void;
}

export const createEntrance = (parts: EntranceParts): Entrance => {
  const { telemetry, inFlight } = parts;
  let closed = false;
  return {
    enter(request, reply, contract) {
      const stay = inFlight.enter(timeOf(contract, parts.requestTimeoutMs));
      const visit = new Visit(parts, telemetry.startRequest(contract, request.headers), stay, {
        isOfInstance: contract.permission === 'instance:manage',
        changesNothing: contract.method === 'GET' && contract.recorded !== true,
        caller: { address: request.ip, headers: request.headers },
        tell: (header, value) => void reply.header(header, value),
      });
      request.visit = visit;
      if (contract.events === undefined) cutOffSlowReader(stay, reply);
      reply.raw.once('close', () => {
        stay.leave();
        if (!reply.raw.writableFinished) stay.abort(new ClientGone());
        telemetry.endRequest(contract, reply.raw.statusCode, visit);
      });
      if (closed) {
        reply.header('connection', 'close');
        if (!isOpen(contract.permission)) throw nodeIsStopping();
      }
      return visit;
    },
    close() {
      closed = true;
    },
  };
};

/** Of a file each part has its time: whoever reads on may read it to its end. */
const DOWNLOAD_MS = 60 * 60_000;

const timeOf = (contract: Contract, usual: number): number => {
  const { events, limits } = contract;
  if (events !== undefined) return Number.POSITIVE_INFINITY;
  if (answersFile(contract)) return DOWNLOAD_MS;
  return limits?.seconds === undefined ? usual : limits.seconds * 1000;
};

/** Whoever has not read its answer when the time of its request is over will not read it. */
const cutOffSlowReader = ({ signal }: Stay, { raw }: FastifyReply): void => {
  signal.addEventListener('abort', () => {
    if (raw.headersSent) raw.destroy();
  });
};
