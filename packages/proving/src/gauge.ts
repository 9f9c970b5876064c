import type { MetricName } from '@holdfast/protocol/telemetry/metrics';
import type { Node } from './lab/node.ts';
import { until } from './lab/wait.ts';
import { expectAnswer } from './oracles/expect-answer.ts';

/** What a node's metrics say now; undefined when it says nothing. */
export const seeGauge = async (node: Node, name: MetricName, label = ''): Promise<number | undefined> => {
  const answer = await node.http('GET', '/metrics');
  expectAnswer(answer, 200);
  const line = String(answer.body)
    .split('\n')
    .find((text) => text.startsWith(`${name}${label} `));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
};

export const untilInFlight = (node: Node, requests: number): Promise<true> =>
  until(
    `${requests} requests to be in flight`,
    { seconds: 5 },
    async () => ((await seeGauge(node, 'holdfast_http_requests_in_flight')) ?? 0) >= requests,
  );

export const untilConnectionsBusy = (node: Node, connections: number): Promise<true> =>
  until(
    `${connections} connections to be busy`,
    { seconds: 5 },
    async () => ((await seeGauge(node, 'holdfast_database_connections', '{state="busy"}')) ?? 0) >= connections,
  );
