import { setUpInstance } from '../../src/identity/instance.ts';
import type { Space } from '../../src/identity/space.ts';
import type { Node } from '../../src/lab/node.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';
import { okOf, waysTo, type Way } from '../../src/traces/ways.ts';

const UNAUTHENTICATED = { http: 401, grpc: 16 };
const FORBIDDEN = { http: 403, grpc: 7 };

type Refused = typeof UNAUTHENTICATED;

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Clients of Langfuse send two parts of a key as user and password, so these are tried as well. */
const refusedTo = async (space: Space): Promise<readonly (readonly [string, string | undefined, Refused])[]> => {
  const [writer, reader] = [await space.key(['traces:write']), await space.key(['traces:read', 'keys:manage'])];
  const revoked = await space.key(['traces:write']);
  await space.admin.ask('DELETE', `/api/v1/keys/${revoked.id}`);
  const [viewer] = await space.members('viewer', 1);
  return [
    ['nobody', undefined, UNAUTHENTICATED],
    ['nonsense', 'Bearer nonsense', UNAUTHENTICATED],
    [
      'a key with another end',
      `Bearer ${writer.token.slice(0, -1)}${writer.token.endsWith('a') ? 'b' : 'a'}`,
      UNAUTHENTICATED,
    ],
    ['a key whose public part is another', basic('pk-lf-nobody', writer.token), UNAUTHENTICATED],
    ['a revoked key', `Bearer ${revoked.token}`, UNAUTHENTICATED],
    ['a key for something else', `Bearer ${reader.token}`, FORBIDDEN],
    ['a viewer', `Bearer ${viewer?.token}`, FORBIDDEN],
  ];
};

const expectRefused = async (
  way: Way,
  who: string,
  authorization: string | undefined,
  refused: Refused,
): Promise<void> => {
  const told = await way.send([aSpan('a secret of somebody')], authorization);
  expectSame(told.status, way.isGrpc ? refused.grpc : refused.http, `${way.name} refuses ${who}`);
};

/** How many spans the node says that it made durable. */
const storedBy = async ({ http }: Node): Promise<number> => {
  const metrics = String((await http('GET', '/metrics')).body);
  const counts = [...metrics.matchAll(/^holdfast_spans_accepted_total\{.*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
};

export default scenario({
  id: 'TRC-11',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'Spans are taken from a key that may write traces and from nobody else, by every way there is, and what was refused is not stored.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const ways = await waysTo(node);
    const refused = await refusedTo(first);
    for (const way of ways) for (const row of refused) await expectRefused(way, ...row);
    expectSame(await storedBy(node), 0, 'nothing of what was refused is stored');
    const { token } = await first.key(['traces:write']);
    for (const way of ways)
      expectSame(
        (await way.send([aSpan('mine')], `Bearer ${token}`)).status,
        okOf(way),
        `${way.name} takes spans from a key`,
      );
    expectSame(await storedBy(node), ways.length, 'what was taken is counted');
    report.figure('ways', ways.length);
    report.figure('callers who are refused', refused.length);
  },
});
