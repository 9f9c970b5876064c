import { pause, untilReleased } from '../../pause.ts';
import { answerJson, type Exchange } from '../http-simulator.ts';
import { endInReset, type Mishap } from '../mishap.ts';
import { createPace } from '../pace.ts';
import type { Turn } from './script.ts';
import type { Frame, ModelAnswer, Shape } from './shape.ts';

type Cut = Extract<Mishap, { afterTokens: number }>;

const cutOf = ({ mishap }: Turn): Cut | undefined =>
  mishap !== undefined && 'afterTokens' in mishap ? mishap : undefined;

const FAILED = 'failed in the middle, as the script says';

const half = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

const breakOff = async ({ response, gone }: Exchange, cut: Cut): Promise<void> => {
  if (cut.kind === 'malformed') return void response.end();
  // what was written before the RST must have left, or nobody hears it
  await new Promise((resolve) => setImmediate(resolve));
  if (cut.kind === 'reset') endInReset(response);
  else await untilReleased(gone);
};

/** The answer in one piece, after the time that its tokens take. */
export const sayWhole = async (exchange: Exchange, turn: Turn, shape: Shape, answer: ModelAnswer): Promise<void> => {
  const { response, gone } = exchange;
  const body = JSON.stringify(shape.whole(answer));
  const cut = cutOf(turn);
  await pause(turn.latencyMs ?? 0, gone);
  await createPace(turn.tokensPerSecond, gone)(Math.min(answer.usage.output, cut?.afterTokens ?? Infinity));
  if (gone.aborted) return;
  if (cut?.kind === 'failed') return answerJson(response, 500, shape.failure(500, FAILED));
  const sent = cut === undefined ? body : half(body);
  // a malformed answer is whole for HTTP; one that is cut promised more than it sent
  const length = Buffer.byteLength(cut?.kind === 'malformed' ? sent : body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
  if (cut === undefined) return void response.end(body);
  await new Promise<void>((resolve) => response.write(sent, () => resolve()));
  await breakOff(exchange, cut);
};

const inEvents = ({ event, data }: Frame, isBroken: boolean): string => {
  const json = JSON.stringify(data);
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${isBroken ? half(json) : json}\n\n`;
};

const inArray = ({ data }: Frame, isBroken: boolean, index: number): string => {
  const json = JSON.stringify(data);
  return `${index === 0 ? '[' : ',\r\n'}${isBroken ? half(json) : json}`;
};

/** The answer frame by frame, at the speed of its tokens, to wherever the script lets it come. */
export const sayStreamed = async (exchange: Exchange, turn: Turn, shape: Shape, answer: ModelAnswer): Promise<void> => {
  const { asked, response, gone } = exchange;
  const isArray = shape.framing?.(asked) === 'array';
  const cut = cutOf(turn);
  let said = 0;
  await pause(turn.latencyMs ?? 0, gone);
  const pace = createPace(turn.tokensPerSecond, gone);
  response.writeHead(200, {
    'content-type': isArray ? 'application/json' : 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  for (const [index, frame] of shape.frames(answer, asked).entries()) {
    const isBroken = cut !== undefined && said >= cut.afterTokens && (frame.tokens > 0 || said > 0);
    if (isBroken && cut.kind === 'failed') {
      const late = shape.lateFailure(FAILED, index);
      return void response.end(isArray ? `${inArray(late, false, index)}]` : inEvents(late, false));
    }
    if (isBroken && cut.kind !== 'malformed') return breakOff(exchange, cut);
    await pace(frame.tokens);
    if (gone.aborted) return;
    const bytes = isArray ? inArray(frame, isBroken, index) : inEvents(frame, isBroken);
    // whoever does not read makes the model wait, and leaves when it wants
    await Promise.race([new Promise<void>((resolve) => response.write(bytes, () => resolve())), untilReleased(gone)]);
    if (isBroken) return breakOff(exchange, cut);
    said += frame.tokens;
  }
  if (isArray) response.end(']');
  else response.end(shape.farewell === undefined ? '' : `data: ${shape.farewell}\n\n`);
};
