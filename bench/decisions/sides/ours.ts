import type { Decision } from '@holdfast/protocol/decisions/decision';
import { A_REFUND, DECISIONS, type House } from '../../../packages/proving/src/decisions/house.ts';
import { openLine, parsed, requestOf, type Line, type LineAnswer } from '../../../packages/proving/src/line.ts';
import { createToolCaller } from '../call-tool.ts';
import { inLanes } from '../in-lanes.ts';
import { nowMs } from '../now.ts';
import type { Side } from './side.ts';

const BODY = JSON.stringify(A_REFUND);

/** The shipped server: a key asks, waits by a long poll, takes what was approved, calls the tool and reports; a member approves. */
export const createOurs = (house: House, pid: number, tool: string): Side => {
  const url = new URL(DECISIONS, house.agent.place.url);
  const requests = requestsOf(house, url);
  const callTool = createToolCaller(tool);
  const submit = requestOf('POST', url, requests.asking, BODY);
  return {
    url,
    pids: [pid],
    submit: () => submit,
    waiting: (count) =>
      inLanes(
        count,
        () => openLine(url),
        async (line) => expectOk(await line.ask(submit), 201).id,
      ),
    lane() {
      const [agent, decider]: [Line, Line] = [openLine(url), openLine(url)];
      return {
        async resume(id) {
          const heard = agent.ask(requests.wait(id));
          const clicked = nowMs();
          const approved = decider.ask(requests.approve(id));
          expectOk(await heard);
          const { execution } = expectOk(await agent.ask(requests.report(id, 'taken')));
          await callTool(id, execution?.idempotency_key ?? '');
          expectOk(await agent.ask(requests.report(id, 'executed')));
          expectOk(await approved);
          return clicked;
        },
        close() {
          agent.close();
          decider.close();
        },
      };
    },
  };
};

const requestsOf = ({ agent, analysts }: House, url: URL) => {
  const asking = { authorization: `Bearer ${agent.token}` };
  const deciding = { authorization: `Bearer ${analysts[0]?.token}`, 'if-match': '"1"' };
  const at = (id: string, what: string): URL => new URL(`${DECISIONS}/${id}/${what}`, url);
  return {
    asking,
    wait: (id: string) => requestOf('GET', at(id, 'wait?timeout_s=60'), asking),
    approve: (id: string) => requestOf('POST', at(id, 'approve'), deciding, '{}'),
    report: (id: string, status: 'taken' | 'executed') =>
      requestOf('POST', at(id, 'execution'), asking, JSON.stringify({ status })),
  };
};

/** A figure with failures in it is worth nothing: the run ends. */
const expectOk = (answer: LineAnswer, status = 200): Decision => {
  if (answer.status !== status) throw new Error(`Answered ${answer.status}: ${answer.body.toString()}`);
  return parsed<Decision>(answer);
};
