import { pause } from '../../src/platform/clock/pause.ts';
import { fail } from '../../src/platform/failure.ts';
import { onSocket, type Connection } from '../../src/platform/sockets/socket-endpoint.ts';
import { probeRoom } from './socket-contract.ts';

export const probeSocket = onSocket(probeRoom, {
  on: {
    say: async ({ traceId }, { text, client_msg_id: id }, { params }) => ({
      type: 'heard',
      text,
      room: params.room,
      trace_id: traceId,
      ...(id === undefined ? {} : { client_msg_id: id }),
    }),
    store: async (_context, { state }) => ({ type: 'stored', characters: state.length }),
    count: async ({ signal }, { to, every_ms: everyMs, bytes }) => numbers(to, everyMs, bytes, signal),
    pour: async (_context, { kind, to, bytes }, connection) => {
      for (let number = 1; number <= to; number += 1) pour(connection, kind, number, bytes);
      return undefined;
    },
    wait: async ({ signal, traceId }, { ms, say }, { params }) => {
      await pause(ms, signal);
      return { type: 'heard', text: say, room: params.room, trace_id: traceId };
    },
    fail: async (_context, { how }) => {
      if (how === 'expected') fail('conflict', { detail: 'It was asked to fail.' });
      if (how === 'unforeseen') throw new TypeError('a secret of the inside');
      return { type: 'stored', characters: 0.5 };
    },
    close: async (_context, _message, connection) => {
      connection.close('done');
      return undefined;
    },
  },
});

async function* numbers(to: number, everyMs: number, bytes: number, signal: AbortSignal) {
  for (let number = 1; number <= to; number += 1) {
    yield { type: 'number' as const, number, padding: 'x'.repeat(bytes) };
    if (everyMs > 0) await pause(everyMs, signal);
  }
}

const pour = (
  connection: Connection<typeof probeRoom>,
  kind: 'number' | 'delta' | 'tick',
  number: number,
  bytes: number,
): void => {
  const padding = 'x'.repeat(bytes);
  if (kind === 'number') connection.send({ type: 'number', number, padding });
  else if (kind === 'tick') connection.send({ type: 'tick', tick: number, padding });
  else connection.send({ type: 'delta', message_id: 'one', text: `${number} ${padding}` });
};
