import type { Readiness } from '@holdfast/protocol/process/readiness';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setUpInstance } from '../../src/identity/instance.ts';
import { until } from '../../src/lab/wait.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { otlpPortsOf } from '../../src/traces/otlp-ports.ts';
import { aSpan, inProtobuf } from '../../src/traces/otlp-span.ts';
import { sendOverGrpc, sendOverHttp } from '../../src/traces/send-spans.ts';

export default scenario({
  id: 'TRC-17',
  kind: 'chaos',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'While the ports for spans are taken by something else the node starts, takes spans on its first port and says what is the matter; it has them as soon as they are free.',
  async run({ lab, report }) {
    const squatters = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')];
    await Promise.all(squatters.map((each) => once(each, 'listening')));
    const [http, grpc] = squatters.map((each) => String((each.address() as AddressInfo).port));
    const environment = { HOLDFAST_OTLP_HTTP_PORT: http ?? '', HOLDFAST_OTLP_GRPC_PORT: grpc ?? '' };
    const node = await lab.node({ entry: 'product', database: await lab.database(), environment });
    const { first } = await setUpInstance(node);
    const authorization = `Bearer ${(await first.key(['traces:write'])).token}`;
    const body = inProtobuf([aSpan('all the same')]);

    const { status, parts } = expectBody<Readiness>(await node.http('GET', '/readyz'), 200);
    expectSame(status, 'degraded', 'the node says that it is not whole');
    for (const [part, port] of [
      ['otlp_http', http],
      ['otlp_grpc', grpc],
    ] as const) {
      const detail = parts[part]?.detail ?? '';
      expectThat(
        detail.includes(`port ${port}`) && detail.includes('HOLDFAST_OTLP_'),
        `${part} says which port, and what to do`,
        { detail },
      );
    }
    const firstPort = await sendOverHttp(body, { url: `${node.url}/v1/traces`, authorization });
    expectSame(firstPort.status, 200, 'the first port takes spans');

    const since = performance.now();
    for (const each of squatters) each.close();
    const ports = await otlpPortsOf(node);
    report.figure('time until the ports are had', (performance.now() - since) / 1000, 's');
    expectSame((await sendOverGrpc(body, { url: ports.grpc, authorization })).status, 0, 'gRPC takes spans');
    expectSame(
      (await sendOverHttp(body, { url: `${ports.http}/v1/traces`, authorization })).status,
      200,
      'so does HTTP',
    );
    await until('the node to be well', { seconds: 5 }, async () => {
      const answer = await node.http('GET', '/readyz');
      return (answer.body as Readiness).status === 'ok';
    });
  },
});
