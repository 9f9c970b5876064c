import { createAgent } from './agent.ts';
import type { Answer } from './answer.ts';
import { createExchange, type Exchange } from './exchange.ts';
import type { OutboundParts } from './parts.ts';
import type { OutboundRequest } from './request.ts';

/** An answer whose body is still coming. Read it to its end or cancel it: until then it holds a turn at its host. */
export type OutboundStream = Answer;

export interface OutboundAnswer extends Omit<Answer, 'body' | 'cancel'> {
  readonly body: Buffer;
}

/**
 * The only way to addresses that users, tools, documents and other servers name. It reaches the public internet, what the operator allows,
 * and nothing else, whatever the address looks like and whatever its name resolves to.
 */
export interface Outbound {
  /** Throws an `OutboundFailure`, or the reason of the signal. */
  fetch(url: string | URL, request: OutboundRequest): Promise<OutboundAnswer>;
  open(url: string | URL, request: OutboundRequest): Promise<OutboundStream>;
  close(): Promise<void>;
}

const CONNECT_MS = 5000;

export const createOutbound = (parts: OutboundParts): Outbound => {
  const { allowed, ownAddresses, resolve, connectMs = CONNECT_MS, ca } = parts;
  const agentFor = (plainHttp: boolean) =>
    createAgent({
      rules: { allowed, ownAddresses },
      resolve,
      plainHttp,
      connectMs,
      ...(ca === undefined ? {} : { ca }),
    });
  // two: a connection that was opened for one who may speak without TLS is not handed to one who may not
  const agents = { strict: agentFor(false), plain: agentFor(true) };
  const exchange = createExchange({ ...parts, agents });

  return {
    open: exchange,
    fetch: (url, request) => readWhole(exchange, url, request),
    async close() {
      await Promise.all([agents.strict.destroy(), agents.plain.destroy()]);
    },
  };
};

const readWhole = async (exchange: Exchange, url: string | URL, request: OutboundRequest): Promise<OutboundAnswer> => {
  const { body, cancel: _cancel, ...answer } = await exchange(url, request);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return { ...answer, body: Buffer.concat(chunks) };
};
