import type { SpanDetail, SpanMessage } from '@holdfast/protocol/traces/span';
import type { TraceStats } from '@holdfast/protocol/traces/stats';
import type { Trace } from '@holdfast/protocol/traces/trace';
import type { Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { EXAMPLES } from '../../src/traces/dialects/all.ts';
import { ANSWER, COMMON, QUESTION, TOOL, write } from '../../src/traces/dialects/example.ts';
import type { Example, Told, Written } from '../../src/traces/dialects/example.ts';

const textOf = (messages: readonly SpanMessage[], role?: string): string | undefined =>
  messages
    .filter((message) => role === undefined || message.role === role)
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === 'text' ? [part.text] : []))
    .at(-1);

const readSpan = async (caller: Caller, { traceId }: Written, id: string): Promise<SpanDetail> =>
  expectBody<SpanDetail>(await caller.ask('GET', `/api/v1/traces/${traceId}/spans/${id}`), 200);

const expectTrace = async (caller: Caller, dialect: string, told: Told, written: Written): Promise<void> => {
  const trace = expectBody<Trace>(await caller.ask('GET', `/api/v1/traces/${written.traceId}`), 200);
  const { session, user, input, output, cost_usd, tokens, spans } = trace;
  expectSame([spans, session, user], [3, told.session, told.user], `${dialect}: whose trace it is`);
  expectSame([input, output], [told.asked, told.answered], `${dialect}: what was asked and answered`);
  expectSame(cost_usd ?? null, told.cost, `${dialect}: what the trace cost`);
  expectSame(
    [tokens.input, tokens.cache_read, tokens.output, tokens.reasoning],
    [told.input, told.cacheRead, told.output, told.reasoning],
    `${dialect}: the tokens of the trace are those of the call, each counted once`,
  );
};

const expectCall = async (caller: Caller, dialect: string, told: Told, written: Written): Promise<void> => {
  const call = await readSpan(caller, written, written.ids.call);
  expectSame(
    [call.type, call.model, call.provider],
    ['generation', told.model, told.provider],
    `${dialect}: the call of the model`,
  );
  expectSame(textOf(call.input, 'user'), QUESTION, `${dialect}: what the model was asked`);
  expectSame(textOf(call.output), ANSWER, `${dialect}: what the model answered`);
  if (told.finish !== null) expectSame(call.finish_reasons, [told.finish], `${dialect}: why it ended`);
};

const expectTool = async (caller: Caller, dialect: string, told: Told, written: Written): Promise<void> => {
  const tool = await readSpan(caller, written, written.ids.tool);
  expectSame([tool.type, tool.tool], ['tool', TOOL], `${dialect}: the tool`);
  const [called] = tool.tool_calls;
  expectSame(called?.arguments, told.arguments, `${dialect}: what the tool was given`);
  expectSame(tool.tool_result, told.result, `${dialect}: what the tool gave`);
};

const expectUnderstood = async (caller: Caller, { dialect, tells }: Example, written: Written): Promise<void> => {
  const told = { ...COMMON, ...tells };
  const root = await readSpan(caller, written, written.ids.root);
  expectSame(root.type, told.rootType, `${dialect}: what its root is`);
  await expectTrace(caller, dialect, told, written);
  await expectCall(caller, dialect, told, written);
  await expectTool(caller, dialect, told, written);
};

export default scenario({
  id: 'TRC-19',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'In each of twelve dialects the model, what it was asked and answered, its tools, tokens and cost, and the session and user are recognised.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const caller = await first.key(['traces:write', 'traces:read']);
    const sent = EXAMPLES.map((example) => ({ example, written: write(example, Date.now()) }));
    for (const { written } of sent)
      expectAnswer(await caller.ask('POST', '/v1/traces', { body: written.request }), 200);
    const stats = expectBody<TraceStats>(await caller.ask('GET', '/api/v1/traces/stats?wait_seconds=30'), 200);
    expectThat(stats.visible !== null, 'whatever was acknowledged is visible after a wait');
    for (const { example, written } of sent) await expectUnderstood(caller, example, written);
    report.figure('dialects', EXAMPLES.length);
  },
});
