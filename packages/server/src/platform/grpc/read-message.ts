import { refuseCall } from './status.ts';

/** Before each message: whether it is compressed, and its length. */
const PREFIX_BYTES = 5;

export interface MessageLimits {
  /** What the message may have as it travels. */
  readonly mostBytes: number;
  /** What is said of one that is larger. */
  readonly tooLarge: string;
}

export interface Prefix {
  readonly isCompressed: boolean;
  readonly length: number;
}

/** What stands before the bytes of the one message of a call. */
export const readPrefix = (bytes: Buffer, { mostBytes, tooLarge }: MessageLimits): Prefix => {
  const flag = bytes.readUInt8(0);
  if (flag > 1) refuseCall('internal', 'The message begins with a flag that gRPC does not have.');
  const length = bytes.readUInt32BE(1);
  if (length > mostBytes) refuseCall('resourceExhausted', tooLarge);
  return { isCompressed: flag === 1, length };
};

export interface OneMessage {
  /** Settles when the prefix is here, before the message itself is. */
  readonly prefix: Prefix;
  /** The bytes of the message, as they come. Fails where they end too early, or more follows. */
  readonly bytes: AsyncGenerator<Buffer, void, void>;
}

/** A unary call has exactly one message. */
export const readOneMessage = async (stream: AsyncIterable<Buffer>, limits: MessageLimits): Promise<OneMessage> => {
  const chunks = stream[Symbol.asyncIterator]();
  try {
    const start = await readStart(chunks);
    const prefix = readPrefix(start, limits);
    return { prefix, bytes: restOf(start.subarray(PREFIX_BYTES), chunks, prefix.length) };
  } catch (error) {
    await chunks.return?.();
    throw error;
  }
};

const readStart = async (chunks: AsyncIterator<Buffer>): Promise<Buffer> => {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < PREFIX_BYTES) {
    const chunk = await nextOf(chunks);
    if (chunk === undefined) return refuseCall('invalidArgument', 'The call ended before its message had begun.');
    start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
  }
  return start;
};

async function* restOf(
  first: Buffer,
  chunks: AsyncIterator<Buffer>,
  length: number,
): AsyncGenerator<Buffer, void, void> {
  let left = length;
  try {
    for (let chunk: Buffer | undefined = first; chunk !== undefined; chunk = await nextOf(chunks)) {
      left -= chunk.length;
      if (left < 0) refuseCall('unimplemented', 'Send one message with each call.');
      if (chunk.length > 0) yield chunk;
    }
  } finally {
    // whoever leaves early leaves the stream to those who drop what still comes
    await chunks.return?.();
  }
  if (left > 0) refuseCall('invalidArgument', 'The call ended in the middle of its message.');
}

const nextOf = async (chunks: AsyncIterator<Buffer>): Promise<Buffer | undefined> => {
  const next: IteratorResult<Buffer, unknown> = await chunks.next();
  return next.done === true ? undefined : next.value;
};

export const writeMessage = (message: Buffer): Buffer => {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};
