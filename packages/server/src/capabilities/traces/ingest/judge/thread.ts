import { parentPort, workerData } from 'node:worker_threads';
import type { RequestLimits } from '../../otlp/request/limits.ts';
import { readRequest } from '../../otlp/request/read-request.ts';
import type { Asked, Told } from './thread-messages.ts';

// whoever began the thread gave it the limits
const limits = workerData as RequestLimits;

const tell = (told: Told, given: ArrayBuffer[]): void => parentPort?.postMessage(told, given);

parentPort?.on('message', ({ id, type, bytes }: Asked) => {
  const read = readRequest(type, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits);
  if (read.kind !== 'readable') {
    tell({ id, read }, []);
    return;
  }
  const own = read.bytes.byteLength === read.bytes.buffer.byteLength ? read.bytes : new Uint8Array(read.bytes);
  const given = own as Uint8Array<ArrayBuffer>;
  tell({ id, read: { ...read, bytes: given } }, [given.buffer]);
});
