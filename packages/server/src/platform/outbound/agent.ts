import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { callbackify } from 'node:util';
import { Agent, buildConnector, Pool, type Dispatcher } from 'undici';
import { targetOf, type Target } from './target.ts';
import type { Resolve } from './resolve.ts';
import { refusalOf, type Rules } from './vet.ts';

export interface AgentParts {
  readonly rules: Rules;
  readonly resolve: Resolve;
  /** Whether public addresses may be spoken to without TLS. */
  readonly plainHttp: boolean;
  readonly connectMs: number;
  readonly ca?: ConnectionOptions['ca'];
}

const HEADER_BYTES = 32 * 1024;
/** A name with more is an attack on whoever tries them one by one. */
const MOST_ADDRESSES = 8;

/**
 * Connects to vetted addresses alone. There is one way to a socket, and it goes through here: whatever is asked of the
 * agent, by whomever, at whichever hop of a redirect. Proxies of the environment are not its business.
 */
export const createAgent = (parts: AgentParts): Dispatcher =>
  new Agent({
    factory: (origin) =>
      new Pool(origin, {
        connect: guardedConnector(targetOf(new URL(origin)), parts),
        maxHeaderSize: HEADER_BYTES,
        // the time of the whole request is looked after elsewhere
        headersTimeout: 0,
        bodyTimeout: 0,
      }),
  });

const guardedConnector = (target: Target, parts: AgentParts): buildConnector.connector => {
  const { rules, plainHttp, connectMs, ca } = parts;
  const refusal = (address: string) => refusalOf(target, address, plainHttp, rules);
  const connect = buildConnector({
    timeout: connectMs,
    allowH2: false,
    lookup: vettedLookup(parts.resolve, refusal),
    ...(ca === undefined ? {} : { ca }),
  });

  return (wanted, done) => {
    // an address is no name, so it would be connected to without a lookup
    const refused = isIP(target.host) === 0 ? undefined : refusal(target.host);
    if (refused !== undefined) {
      queueMicrotask(() => done(refused, null));
      return;
    }
    connect(wanted, (...outcome) => {
      const [error, socket] = outcome;
      if (error !== null) {
        done(error, null);
        return;
      }
      const remote = refusal(socket.remoteAddress ?? '');
      if (remote === undefined) {
        done(null, socket);
        return;
      }
      socket.destroy();
      done(remote, null);
    });
  };
};

/** Resolves once and hands back what was vetted: nobody asks a second time and hears something else. */
const vettedLookup = (resolve: Resolve, refusal: (address: string) => Error | undefined): LookupFunction => {
  const find = async (host: string): Promise<readonly [LookupAddress, ...LookupAddress[]]> => {
    const [first, ...others] = (await resolve(host)).slice(0, MOST_ADDRESSES).map(withFamily);
    if (first === undefined) throw Object.assign(new Error('The name has no address'), { code: 'ENOTFOUND' });
    // one that is not public is enough: which of them is tried would be chance
    for (const { address } of [first, ...others]) {
      const refused = refusal(address);
      if (refused !== undefined) throw refused;
    }
    return [first, ...others];
  };

  return (host, { all }, done) =>
    callbackify(find)(host, (error, found) => {
      if (error !== null) done(error, '');
      else if (all === true) done(null, [...found]);
      else done(null, found[0].address, found[0].family);
    });
};

const withFamily = (address: string): LookupAddress => ({ address, family: isIP(address) });
