import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import { createBytesInFlight } from './bytes-in-flight.ts';

const [ONE, OTHER, THIRD] = ['one', 'other', 'third'] as unknown as [WorkspaceId, WorkspaceId, WorkspaceId];
const BUSY = expect.objectContaining({ code: 'spans_busy', details: { retryAfterSeconds: 1 } });

test('what is held counts until it is let go, and one workspace takes half at most', () => {
  const inFlight = createBytesInFlight(100);
  const [first, second] = [inFlight.enter(ONE), inFlight.enter(ONE)];
  first.hold(30);
  second.hold(20);
  expect(() => second.hold(1)).toThrow(BUSY);
  const other = inFlight.enter(OTHER);
  other.hold(50);
  expect(() => inFlight.enter(THIRD).hold(1)).toThrow(BUSY);
  expect(inFlight.bytes).toBe(100);
  first.letGo();
  first.letGo();
  expect(inFlight.bytes).toBe(70);
  second.hold(30);
  second.letGo();
  other.letGo();
  expect(inFlight.bytes).toBe(0);
});
