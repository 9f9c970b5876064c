import { setUpInstance } from '../../src/identity/instance.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { CannotRun } from '../../src/outcome.ts';
import { scenario } from '../../src/scenario.ts';
import { exportLikeSdk, exporterNames, type ExportLikeSdk } from '../../src/traces/js-exporters.ts';
import { otlpPortsOf } from '../../src/traces/otlp-ports.ts';
import { readCaptured } from '../../src/traces/captured.ts';
import { sendOverGrpc, sendOverHttp } from '../../src/traces/send-spans.ts';

const SPANS = 50;

const exporters = async (): Promise<ExportLikeSdk> => {
  try {
    return await exportLikeSdk(SPANS);
  } catch {
    throw new CannotRun('the exporters of OpenTelemetry are not part of this installation');
  }
};

export default scenario({
  id: 'TRC-18',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'The exporters of OpenTelemetry are taken as they are: those for JavaScript over gRPC, protobuf and JSON, compressed or not, and what those for Python and Go have sent.',
  async run({ lab, report }) {
    const sendAs = await exporters();
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const authorization = `Bearer ${(await first.key(['traces:write'])).token}`;
    const ports = await otlpPortsOf(node);
    for (const name of exporterNames) {
      for (const compression of ['none', 'gzip'] as const) {
        const url = name === 'grpc' ? ports.grpc : `${ports.http}/v1/traces`;
        expectSame(
          await sendAs(name, url, { authorization, compression }),
          'success',
          `${name} with ${compression} is taken`,
        );
      }
    }
    const captured = readCaptured();
    for (const { from, headers, body } of captured) {
      const isGrpc = headers['content-type']?.startsWith('application/grpc') === true;
      const told = isGrpc
        ? await sendOverGrpc(body, { url: ports.grpc, authorization, headers, isFramed: true })
        : await sendOverHttp(body, { url: `${ports.http}/v1/traces`, authorization, headers });
      expectSame([told.status, told.rejected], [isGrpc ? 0 : 200, 0], `what ${from} sent is taken whole`);
    }
    report.figure('exporters that ran', exporterNames.length * 2);
    report.figure('requests of others that were sent again', captured.length);
  },
});
