import { decodeForStore } from '../../../src/capabilities/traces/decode/decode-for-store.ts';
import { recognise } from '../../../src/capabilities/traces/dialects/recognise.ts';
import { viewOf } from '../../../src/capabilities/traces/dialects/span-view.ts';
import { decodeRequest } from '../../../src/capabilities/traces/otlp/records/decode-request.ts';
import { USUAL_LIMITS } from '../../../src/capabilities/traces/otlp/request/limits.ts';
import { scanRequest } from '../../../src/capabilities/traces/otlp/request/scan-request.ts';

/** What is done with the spans of a request, to be measured. */
export const WAYS: Readonly<Record<string, (bytes: Buffer) => void>> = {
  judged: (bytes) => void scanRequest(bytes, USUAL_LIMITS),
  'for the store': (bytes) => void decodeForStore(bytes, USUAL_LIMITS, () => {}),
  'to be shown': (bytes) => void decodeRequest(bytes, USUAL_LIMITS, (record) => recognise(viewOf(record))),
};
