import type { Contract } from '@holdfast/protocol/contract';
import type { FastifyRequest } from 'fastify';
import { fail } from '../failure.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser sends cookies wherever a page asks it to, and only what the browser says of the page tells whose it is. Whoever
 * brings credentials in a header is no such page; whoever names no origin at all is no browser. A protocol may ask for more: of
 * MCP an origin of somebody else is refused whatever comes with it, against names that were bound anew.
 */
export const createForeignPageRefusal =
  (isOurs: (origin: string) => boolean) =>
  ({ method, headers }: FastifyRequest, { speaks }: Pick<Contract, 'speaks'>): void => {
    if (SAFE.has(method) || (headers.authorization !== undefined && speaks !== 'mcp')) return;
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') fail('cross_site');
    if (headers.origin !== undefined && !isOurs(headers.origin)) fail('cross_site');
    if (headers.origin === undefined && site === undefined && headers.cookie !== undefined)
      fail('cross_site', { detail: NAME_IT });
  };

const NAME_IT = 'A request that is signed in by a cookie must name its Origin.';
