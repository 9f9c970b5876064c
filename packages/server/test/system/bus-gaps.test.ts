import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Authenticate } from '../../src/platform/http/authenticate.ts';
import { ask } from '../ground/ask.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { openWebSocket, type RawWebSocket } from '../ground/raw-web-socket.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { believeEverybody } from '../probe/principals.ts';

const WITH_TICKET = 'holdfast.v1, holdfast.ticket';

/** Whose tokens are worth nothing any more, without anybody being told. */
const revoked = new Set<string>();
const authenticate: Authenticate = async (credentials) =>
  revoked.has(credentials.headers.authorization ?? '') ? undefined : believeEverybody(credentials);

describe.skipIf(NO_REDIS)(
  'while messages between nodes may be missed (skipped where no redis-server is installed)',
  () => {
    const redis = useRedis();
    const system = useSystem(() => ({ HOLDFAST_REDIS_URL: redis.url.href }), {
      authenticate,
      socketBounds: { sweepEveryMs: 20 },
    });

    const ticketOf = async (whose: { workspace: string; member: string }): Promise<string> =>
      ((await ask(system, 'POST /api/v1/ws-ticket', whose)).body as { ticket: string }).ticket;
    const openByTicket = async (ticket: string, withResume = ''): Promise<RawWebSocket> => {
      const headers = { 'Sec-WebSocket-Protocol': `${WITH_TICKET}${withResume}` };
      const socket = await openWebSocket(system.url, { headers });
      socket.say({ type: 'ticket', ticket });
      return socket;
    };

    test(
      'followers of live events are told, and nobody stays whose sign-in may have ended',
      { timeout: 20_000 },
      async () => {
        const [workspace, member] = [randomUUID(), randomUUID()];
        const follower = await openSocket(system.url);
        follower.send(
          `GET /api/v1/events?topics=things HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('viewer', workspace)}\r\n\r\n`,
        );
        await expect.poll(() => follower.received).toContain('event: following');

        const [stays, goes] = [tokenOf('viewer'), tokenOf('viewer')];
        const staying = await openWebSocket(system.url, { token: stays });
        const going = await openWebSocket(system.url, { token: goes });
        const byTicket = await openByTicket(await ticketOf({ workspace, member }));
        const { connection_id, resume_token } = await byTicket.message('connection_established');
        const early = await ticketOf({ workspace, member });

        revoked.add(`Bearer ${goes}`);
        await redis.kill();

        await expect.poll(() => follower.received, { timeout: 5000 }).toContain('event: missed');
        expect(await going.closedWith(5000)).toEqual([4001, 'signed_out']);
        expect(await byTicket.closedWith(5000)).toEqual([4014, 'unsure']);
        staying.say({ type: 'say', text: 'still here' });
        expect(await staying.message('heard')).toMatchObject({ text: 'still here' });
        expect(await (await openByTicket(early)).closedWith(5000)).toEqual([4014, 'unsure']);

        const back = await openByTicket(await ticketOf({ workspace, member }), ', holdfast.resume');
        back.say({ type: 'resume', connection_id, resume_token, seq: 1 });
        expect(await back.message('connection_established')).toMatchObject({ connection_id, outcome: 'resumed' });
      },
    );
  },
);
