import { serverInfo, type House } from '../house.ts';
import { SERVER_KEY, type Envelope } from './envelope.ts';
import type { Call } from './methods.ts';

export interface StatelessCall extends Call {
  readonly envelope: Envelope;
}

/** A result says what kind it is, and who gave it. */
export const complete = (house: House, result: object): object => {
  const { _meta = {}, ...rest } = result as { readonly _meta?: object };
  return { resultType: 'complete', ...rest, _meta: { ..._meta, [SERVER_KEY]: serverInfo(house) } };
};
