import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { importerAt, type Importer } from '../../src/knowledge/importer.ts';
import type { Node } from '../../src/lab/node.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const MOST_BYTES = 1024 * 1024;
const SAID_BYTES = 500_000;
/** Windows of 10 s are looked at. */
const SLOW_SECONDS = 30;

/** An upload whose bytes the proof writes itself. */
const begin = (node: Node, { workspace }: Importer): { readonly socket: Socket; readonly received: () => string } => {
  const { hostname, port } = new URL(node.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (bytes) => (text += bytes.toString('latin1'))).on('error', () => undefined);
  socket.write(
    [
      'POST /api/v1/knowledge/imports?filename=faq.csv HTTP/1.1',
      'Host: holdfast',
      `Authorization: Bearer probe.analyst.${workspace}.${crypto.randomUUID()}`,
      `Content-Length: ${SAID_BYTES}`,
      '\r\nquestion,answer\n',
    ].join('\r\n'),
  );
  return { socket, received: () => text };
};

const filesOf = (node: Node): string[] => readdirSync(join(node.dataFolder, 'files', 'scratch'));

const untilNothingIsLeft = (node: Node): Promise<true> =>
  until('no file to be left', { seconds: 10, everyMs: 20 }, () => filesOf(node).length === 0);

const sendSlowly = async (node: Node, importer: Importer): Promise<number> => {
  const { socket, received } = begin(node, importer);
  const since = performance.now();
  const drip = setInterval(() => socket.write('x'), 1000);
  await until('the slow upload to be closed', { seconds: SLOW_SECONDS * 2, everyMs: 50 }, () => socket.closed);
  clearInterval(drip);
  expectThat(received().startsWith('HTTP/1.1 408 '), 'whoever is too slow is told so', {
    answer: received().slice(0, 300),
  });
  return (performance.now() - since) / 1000;
};

const cutOff = async (node: Node, importer: Importer): Promise<void> => {
  const { socket } = begin(node, importer);
  await until('the upload to be under way', { seconds: 10 }, () => filesOf(node).length > 0);
  socket.destroy();
  await untilNothingIsLeft(node);
};

export default scenario({
  id: 'KNO-30',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'An upload that is too slow, cut in the middle or too large ends within its limits and leaves neither an import nor a file.',
  async run({ lab, report }) {
    const node = await lab.node({ environment: { HOLDFAST_IMPORT_BYTES: String(MOST_BYTES) } });
    const importer = importerAt(node);
    const slow = sendSlowly(node, importer);
    for (let time = 0; time < 3; time += 1) await cutOff(node, importerAt(node));
    expectAnswer(await importer.post('x'.repeat(MOST_BYTES + 1)), 413, 'too_large');
    const seconds = await slow;
    report.figure('an upload of one byte a second is closed after', seconds, 's');
    expectAtMost(seconds, SLOW_SECONDS, 's', 'a slow upload is closed within the limit');
    await untilNothingIsLeft(node);
    const { items } = expectBody<{ items: ImportJob[] }>(await importer.ask('GET', '/imports'), 200);
    expectSame(items, [], 'no import is left half made');
  },
});
