import { namesAddress, namesHost, type Allowed } from './allowed.ts';
import { OutboundFailure } from './failure.ts';
import { isPublicAddress } from './public-address.ts';
import { isPublicName, notPublic, type Target } from './target.ts';

export interface Rules {
  readonly allowed: readonly Allowed[];
  /** Addresses of this machine: what listens on them is ours, public or not. */
  readonly ownAddresses: () => readonly string[];
}

const USUAL_PORTS: ReadonlySet<number> = new Set([80, 443]);

/** Why this address may not be connected to for that target, or undefined when it may. Everything is decided here. */
export const refusalOf = (
  target: Target,
  address: string,
  plainHttp: boolean,
  { allowed, ownAddresses }: Rules,
): OutboundFailure | undefined => {
  const { host, port, origin, protocol } = target;
  if (namesHost(allowed, host, port) || namesAddress(allowed, address, port)) return undefined;
  if (!isPublicName(host) || !isPublicAddress(address)) return notPublic(target, resolvedTo(address));
  if (ownAddresses().includes(address)) return notPublic(target, resolvedTo(address));
  if (protocol === 'http:' && !plainHttp)
    return new OutboundFailure('refused', `${origin} is not encrypted. Give its https:// address.`);
  if (!USUAL_PORTS.has(port))
    return new OutboundFailure(
      'refused',
      `${origin} has a port other than 443 and 80. An operator may allow it: HOLDFAST_OUTBOUND_ALLOW=${host}:${port}.`,
    );
  return undefined;
};

/** For the log alone: whoever asked must not learn what a name means inside. */
const resolvedTo = (address: string): Error => new Error(`It resolved to ${address}`);
