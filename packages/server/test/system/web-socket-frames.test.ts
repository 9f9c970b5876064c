import { describe, expect, test } from 'vitest';
import { closeFrame, frame, OPCODES } from '../ground/frames.ts';
import { handshake, openWebSocket, type RawWebSocket } from '../ground/raw-web-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();

const open = (behind?: Uint8Array): Promise<RawWebSocket> =>
  openWebSocket(system.url, { token: tokenOf('viewer'), ...(behind === undefined ? {} : { behind }) });
const hello = (text = 'hello'): string => JSON.stringify({ type: 'say', text });
const says = (count: number): Buffer => Buffer.concat(Array.from({ length: count }, () => frame(hello())));

describe('frames that break the protocol end the socket with the code that says so', () => {
  test.each<[string, Uint8Array, number]>([
    ['a frame that is not masked', frame(hello(), { mask: false }), 1002],
    ['the first reserved bit', frame(hello(), { rsv: 4 }), 1002],
    ['the second reserved bit', frame(hello(), { rsv: 2 }), 1002],
    ['the third reserved bit', frame(hello(), { rsv: 1 }), 1002],
    ['an opcode that is reserved for data', frame(hello(), { opcode: 3 }), 1002],
    ['an opcode that is reserved for control', frame('', { opcode: 11 }), 1002],
    ['a continuation of nothing', frame('x', { opcode: OPCODES.continuation }), 1002],
    ['a new message inside another', Buffer.concat([frame('{"type":', { fin: false }), frame(hello())]), 1002],
    ['a ping in pieces', frame('x', { opcode: OPCODES.ping, fin: false }), 1002],
    ['a ping of 126 bytes', frame('x'.repeat(126), { opcode: OPCODES.ping }), 1002],
    ['a close frame of one byte', frame('x', { opcode: OPCODES.close }), 1002],
    ['a close code that may not be sent', closeFrame(1005), 1002],
    ['a close code below all', closeFrame(999), 1002],
    ['a close reason that is not UTF-8', frame(Buffer.from([0x03, 0xe8, 0xc3, 0x28]), { opcode: OPCODES.close }), 1007],
    ['bytes that are not UTF-8', frame(Buffer.from([0x22, 0xc3, 0x28, 0x22])), 1007],
    ['half a surrogate pair', frame(Buffer.from('22eda08022', 'hex')), 1007],
    ['a binary message', frame(hello(), { opcode: OPCODES.binary }), 1003],
    ['a length above what any message may have', frame('', { declared: 300_000 }), 1009],
    ['a length of four gigabytes', frame('', { declared: 2 ** 32 }), 1009],
    ['a length beyond all numbers', frame('', { declared: 2n ** 63n - 1n }), 1009],
    ['a second upgrade', Buffer.from(handshake('http://x', { token: tokenOf('viewer') })), 1002],
  ])('%s', async (_what, bytes, code) => {
    const socket = await open();
    socket.send(bytes);
    expect((await socket.closedWith())[0]).toBe(code);
    await socket.raw.closed(8000);
  });

  test('more fragments than are put together', async () => {
    const socket = await open();
    const pieces = Array.from({ length: 40 }, () => frame('x', { opcode: OPCODES.continuation, fin: false }));
    socket.send(Buffer.concat([frame('"', { fin: false }), ...pieces]));
    expect((await socket.closedWith())[0]).toBe(1008);
  });

  test('fragments that are too large together', async () => {
    const socket = await open();
    const piece = frame('x'.repeat(60_000), { opcode: OPCODES.continuation, fin: false });
    socket.send(Buffer.concat([frame('"', { fin: false }), piece, piece, piece, piece, piece]));
    expect((await socket.closedWith())[0]).toBe(1009);
  });
});

describe('what the protocol allows is taken', () => {
  test('a message behind the handshake, in one piece with it', async () => {
    const socket = await open(frame(hello('early')));
    expect(await socket.message('heard')).toMatchObject({ text: 'early' });
  });

  test('a message whose bytes come one by one', async () => {
    const socket = await open();
    for (const byte of frame(hello('slowly'))) socket.send(Buffer.from([byte]));
    expect(await socket.message('heard')).toMatchObject({ text: 'slowly' });
  });

  test('a message in fragments of one byte, as many as are put together', async () => {
    const socket = await open();
    const text = '{"type":"heartbeat"}';
    const pieces = text
      .split('')
      .map((piece, index) =>
        frame(piece, { opcode: index === 0 ? OPCODES.text : OPCODES.continuation, fin: index === text.length - 1 }),
      );
    socket.send(Buffer.concat(pieces));
    expect(await socket.message('heartbeat_ack')).toMatchObject({ seq: 2 });
  });

  test('a ping between two fragments, which is answered with what it said', async () => {
    const socket = await open();
    socket.send(frame('{"type":"say",', { fin: false }));
    socket.send(frame('between', { opcode: OPCODES.ping }));
    await expect
      .poll(() =>
        socket
          .frames()
          .find(({ opcode }) => opcode === OPCODES.pong)
          ?.payload.toString(),
      )
      .toBe('between');
    socket.send(frame('"text":"whole"}', { opcode: OPCODES.continuation }));
    expect(await socket.message('heard')).toMatchObject({ text: 'whole' });
  });

  test('an empty text, which is no JSON, and a pong that nobody asked for', async () => {
    const socket = await open();
    socket.send(Buffer.concat([frame(''), frame('', { opcode: OPCODES.pong })]));
    expect(await socket.message('error')).toMatchObject({ code: 'malformed' });
  });

  test('a close frame without a code, which is answered, and the line is closed', async () => {
    const socket = await open();
    socket.send(frame('', { opcode: OPCODES.close }));
    await socket.raw.closed();
    expect(socket.frames().at(-1)?.opcode).toBe(OPCODES.close);
  });

  test('a close code of one’s own, which is given back', async () => {
    const socket = await open();
    socket.send(closeFrame(4999, 'mine'));
    expect((await socket.closedWith())[0]).toBe(4999);
    await socket.raw.closed();
  });

  test('what comes behind a close frame is not heard', async () => {
    const socket = await open();
    socket.send(Buffer.concat([closeFrame(1000), frame(hello())]));
    await socket.raw.closed();
    expect(socket.messages().map(({ type }) => type)).toEqual(['connection_established']);
  });
});

describe('whoever sends too much in a second is sent away, and may come back', () => {
  test('messages', async () => {
    const socket = await open();
    socket.send(says(100));
    expect(await socket.closedWith()).toEqual([4008, 'too_fast']);
  });

  test('pings', async () => {
    const socket = await open();
    socket.send(Buffer.concat(Array.from({ length: 500 }, () => frame('', { opcode: OPCODES.ping }))));
    expect(await socket.closedWith()).toEqual([4008, 'too_fast']);
  });

  test('pongs', async () => {
    const socket = await open();
    socket.send(Buffer.concat(Array.from({ length: 500 }, () => frame('', { opcode: OPCODES.pong }))));
    expect(await socket.closedWith()).toEqual([4008, 'too_fast']);
  });

  test('bytes', async () => {
    const socket = await open();
    const large = frame(JSON.stringify({ type: 'store', state: 'x'.repeat(240_000) }));
    socket.send(Buffer.concat([large, large, large, large, large, large]));
    expect(await socket.closedWith()).toEqual([4008, 'too_fast']);
  });
});
