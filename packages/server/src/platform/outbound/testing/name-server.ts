import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { Resolve } from '../resolve.ts';

const HEADER_BYTES = 12;
const TYPE_A = 1;

/** A name server of our own that answers each question for IPv4 addresses with the next of its lists, the last for ever. */
export const startNameServer = async (
  answers: readonly (readonly string[])[],
): Promise<{ readonly resolve: Resolve; readonly asked: () => number }> => {
  const socket = createSocket('udp4');
  let asked = 0;
  socket.on('message', (question, { port, address }) => {
    const end = question.indexOf(0, HEADER_BYTES) + 5;
    const isForA = question.readUInt16BE(end - 4) === TYPE_A;
    const addresses = isForA ? (answers[Math.min(asked, answers.length - 1)] ?? []) : [];
    if (isForA) asked += 1;
    const head = Buffer.from(question.subarray(0, HEADER_BYTES));
    head.writeUInt16BE(0x81_80, 2);
    head.writeUInt16BE(addresses.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, question.subarray(HEADER_BYTES, end), ...addresses.map(record)]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return { resolve: (host) => resolver.resolve4(host), asked: () => asked };
};

/** The name of the question, type A, class IN, not to be kept, four bytes. */
const record = (address: string): Buffer =>
  Buffer.from([0xc0, HEADER_BYTES, 0, TYPE_A, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
