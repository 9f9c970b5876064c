import type { Performed } from '@holdfast/client/decisions/requested';
import type { Holdfast } from '@holdfast/client/holdfast';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import { followDecision } from '@holdfast/protocol/decisions/decisions';
import { setTimeout as pause } from 'node:timers/promises';
import { containing, type ContainParts } from './contain.ts';
import type { Threat } from './detector.ts';
import { wishOf } from './wish.ts';
import { clockWords, decidedWords, endWords, stateWords } from './words.ts';

export interface RespondParts extends ContainParts {
  readonly holdfast: Holdfast;
  readonly levelSeconds: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** From what was seen to what came of it, in one trace. */
export const respond = async (parts: RespondParts, threat: Threat): Promise<void> => {
  const { holdfast, sendSpan, say, signal, now } = parts;
  const { traceId, spanId, host } = threat;
  const tell = (line: string): void => say(`${host}: ${line}`);
  const seenAt = now();
  await sendSpan({
    traceId,
    spanId,
    name: 'threat detected',
    from: seenAt,
    to: now(),
    attributes: { 'threat.rule': threat.rule, 'host.name': host },
  });
  tell(`${threat.rule} (simulated). ${threat.seen}`);
  const asked = holdfast.decisions.request(wishOf(threat, parts.levelSeconds), {
    signal,
    idempotencyKey: threat.id,
    traceparent: `00-${traceId}-${spanId}-01`,
  });
  const decision = await asked.submitted;
  tell(`asked for decision ${decision.id}, in trace ${traceId}.`);
  tell(clockWords(decision));
  const narration = new AbortController();
  const narrated = narrate(parts, decision, { tell, signal: AbortSignal.any([signal, narration.signal]) });
  try {
    tell(decidedWords(await asked.outcome()));
  } finally {
    narration.abort();
    await narrated;
  }
  tell(endWords(await untilDone(() => asked.perform(containing(parts, threat)), signal)));
};

interface Narration {
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Where it waits, as it goes from one to the other. */
const narrate = async ({ holdfast }: RespondParts, decision: Decision, { tell, signal }: Narration): Promise<void> => {
  const given = { params: { decision_id: decision.id } };
  const options = { signal, lastEventId: String(decision.version) };
  for await (const { event, data } of holdfast.stream(followDecision, given, options)) {
    if (event === 'decided') return;
    tell(stateWords(data));
  }
};

/** A process of ours that died may still have it: its time is waited out, and then it is done with the same key. */
const untilDone = async <Result>(
  perform: () => Promise<Performed<Result>>,
  signal: AbortSignal,
): Promise<Performed<Result>> => {
  for (;;) {
    const ended = await perform();
    if (ended.status !== 'taken' || ended.execution?.status !== 'taken') return ended;
    const leftMs = Date.parse(ended.execution.taken_until ?? '') - Date.now();
    await pause(Math.max(1000, leftMs), undefined, { signal });
  }
};
