import type { Visit } from '../../http/visit.ts';
import { RpcFailure } from '../json-rpc.ts';
import { failedOf, type CallParts } from '../tools/call-tool.ts';

/** Where a failure cannot be the result of a tool it is one of the protocol, with the same sentence and problem. */
export const refusedOf = async <Value>(parts: CallParts, visit: Visit, act: () => Promise<Value>): Promise<Value> => {
  try {
    return await act();
  } catch (error) {
    visit.signal.throwIfAborted();
    const { content, _meta } = failedOf(parts, visit, error);
    throw new RpcFailure('invalidParams', content[0].text, _meta);
  }
};
