import { BYTES, FIXED32, FIXED64, tagOf, VARINT } from './reader.ts';

const FIRST_BYTES = 1024;
const MOST_VARINT_BYTES = 10;
/** One character of a string becomes three bytes at most. */
const MOST_UTF8 = 3;

/** Writes a protobuf message field by field. A message in a message is opened and closed. */
export class ProtobufWriter {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #at = 0;

  /** What was written; later writes do not change it. */
  finish(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#at));
  }

  /** Where the writer stands, to come back by `cutTo` and forget what came after. */
  get length(): number {
    return this.#at;
  }

  cutTo(length: number): void {
    this.#at = length;
  }

  open(field: number): number {
    this.#tag(field, BYTES);
    return this.#at;
  }

  /** Writes how long the message is that was opened there. */
  close(opened: number): void {
    const length = this.#at - opened;
    const room = varintBytes(length);
    // as much as writing a varint asks for, or the buffer would grow while what follows is not counted
    this.#ensure(MOST_VARINT_BYTES);
    this.#bytes.copyWithin(opened + room, opened, this.#at);
    this.#at = opened;
    this.#varint(length);
    this.#at = opened + room + length;
  }

  bytes(field: number, value: Uint8Array): void {
    this.#tag(field, BYTES);
    this.#varint(value.length);
    this.#ensure(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  string(field: number, value: string): void {
    const opened = this.open(field);
    this.#ensure(value.length * MOST_UTF8);
    this.#at += this.#bytes.write(value, this.#at, 'utf8');
    this.close(opened);
  }

  varint(field: number, value: number | bigint): void {
    this.#tag(field, VARINT);
    if (typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER) this.#varint(value);
    else this.#bigVarint(BigInt.asUintN(64, BigInt(value)));
  }

  fixed64(field: number, value: bigint): void {
    this.#tag(field, FIXED64);
    this.#ensure(8);
    this.#at = this.#bytes.writeBigUInt64LE(value, this.#at);
  }

  double(field: number, value: number): void {
    this.#tag(field, FIXED64);
    this.#ensure(8);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
  }

  fixed32(field: number, value: number): void {
    this.#tag(field, FIXED32);
    this.#ensure(4);
    this.#at = this.#bytes.writeUInt32LE(value, this.#at);
  }

  #tag(field: number, wire: number): void {
    this.#varint(tagOf(field, wire));
  }

  #varint(value: number): void {
    this.#ensure(MOST_VARINT_BYTES);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#at++] = (rest % 0x80) + 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#at++] = rest;
  }

  #bigVarint(value: bigint): void {
    this.#ensure(MOST_VARINT_BYTES);
    let rest = value;
    while (rest >= 0x80n) {
      this.#bytes[this.#at++] = Number(rest & 0x7fn) + 0x80;
      rest >>= 7n;
    }
    this.#bytes[this.#at++] = Number(rest);
  }

  #ensure(more: number): void {
    const wanted = this.#at + more;
    if (wanted <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(wanted, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
  }
}

const varintBytes = (value: number): number => {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes += 1;
  return bytes;
};
