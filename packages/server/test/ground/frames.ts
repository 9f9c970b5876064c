/** Frames of RFC 6455, written byte by byte as no client would. */
export interface FrameOptions {
  readonly opcode?: number;
  readonly fin?: boolean;
  readonly rsv?: number;
  readonly mask?: boolean;
  /** What the header says, whatever is sent. */
  readonly declared?: number | bigint;
}

export const OPCODES = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const MASK = Buffer.from('a1b2c3d4', 'hex');

export const frame = (
  payload: string | Uint8Array,
  { opcode = OPCODES.text, fin = true, rsv = 0, mask = true, declared }: FrameOptions = {},
): Buffer => {
  const bytes = Buffer.from(payload);
  const head = Buffer.from([(fin ? 0x80 : 0) | (rsv << 4) | opcode]);
  const body = mask ? bytes.map((byte, index) => byte ^ (MASK[index % 4] ?? 0)) : bytes;
  return Buffer.concat([head, lengthOf(declared ?? bytes.length, mask), ...(mask ? [MASK] : []), body]);
};

export const closeFrame = (code: number, reason = ''): Buffer => {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return frame(Buffer.concat([payload, Buffer.from(reason)]), { opcode: OPCODES.close });
};

const lengthOf = (length: number | bigint, mask: boolean): Buffer => {
  const bit = mask ? 0x80 : 0;
  if (length < 126) return Buffer.from([bit | Number(length)]);
  if (length < 65_536) {
    const short = Buffer.from([bit | 126, 0, 0]);
    short.writeUInt16BE(Number(length), 1);
    return short;
  }
  const long = Buffer.alloc(9);
  long[0] = bit | 127;
  long.writeBigUInt64BE(BigInt(length), 1);
  return long;
};

export interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** Whole frames of a server, one behind the other. */
export const framesIn = (bytes: Buffer): Frame[] => {
  const frames: Frame[] = [];
  let at = 0;
  while (bytes.length >= at + 2) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const size = short === 126 ? 2 : short === 127 ? 8 : 0;
    if (bytes.length < at + 2 + size) break;
    const length = size === 2 ? bytes.readUInt16BE(at + 2) : size === 8 ? Number(bytes.readBigUInt64BE(at + 2)) : short;
    const start = at + 2 + size;
    if (bytes.length < start + length) break;
    frames.push({ opcode: (bytes[at] ?? 0) & 0x0f, payload: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return frames;
};
