import { pause, untilReleased } from '../../pause.ts';
import { answerJson, type Exchange } from '../http-simulator.ts';
import { endInReset, headersOf, isRefusal, statusOf, type Mishap } from '../mishap.ts';
import type { Shape } from './shape.ts';

/** How a list of models is given. */
export interface ListingTurn {
  readonly latencyMs?: number;
  /** How many a page has, in shapes that have pages. */
  readonly pageSize?: number;
  readonly mishap?: Mishap;
}

export const listModels = async (
  { asked, response, gone }: Exchange,
  shape: Shape,
  names: readonly string[],
  { latencyMs = 0, pageSize = names.length, mishap }: ListingTurn,
): Promise<void> => {
  await pause(latencyMs, gone);
  if (gone.aborted) return;
  if (isRefusal(mishap)) {
    const status = statusOf(mishap);
    return answerJson(response, status, shape.failure(status, 'as the script says', mishap), headersOf(mishap));
  }
  if (mishap?.kind === 'silent') return untilReleased(gone);
  if (mishap?.kind === 'reset') return endInReset(response);
  if (mishap?.kind === 'failed') return answerJson(response, 500, shape.failure(500, 'as the script says'));

  const after = shape.afterOf?.(asked);
  const begin = after === undefined ? 0 : names.indexOf(after) + 1;
  const end = shape.afterOf === undefined ? names.length : begin + pageSize;
  const body = JSON.stringify(shape.models(names.slice(begin, end), end < names.length));
  response.writeHead(200, { 'content-type': 'application/json' });
  if (mishap === undefined) return void response.end(body);
  response.write(body.slice(0, Math.ceil(body.length / 2)));
  return mishap.kind === 'stalled' ? untilReleased(gone) : void response.end();
};
