/** The wire types that proto3 writes. Groups, 3 and 4, are gone from the language and count as malformed. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** How a field of this number and wire type begins. */
export const tagOf = (field: number, wire: number): number => field * 8 + wire;

const MOST_VARINT_BYTES = 10;

/**
 * Goes over a protobuf message field by field and copies nothing. After `next` the field's tag and value lie in the reader itself:
 * `from` and `to` of bytes and of fixed numbers, `low` and `high` of varints. Nothing is ever read outside `end`. The first thing that is wrong ends
 * the reading: from then on there is no next field anywhere, and `failed` is true. It does not throw, because a request of a
 * million broken spans must not cost a million exceptions.
 */
export class ProtobufReader {
  readonly bytes: Buffer;
  readonly view: DataView;
  at = 0;
  end: number;
  failed = false;
  tag = 0;
  from = 0;
  to = 0;
  low = 0;
  high = 0;
  /** For whoever counts what lies in a message; nothing here does. */
  entries = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = bytes.length;
  }

  /** Reads one field, and says whether there was one. */
  next(): boolean {
    const { bytes, end } = this;
    let { at } = this;
    if (at >= end) return false;
    // tags and lengths are nearly always one byte, and this is where the time goes
    let tag = bytes[at] ?? 0;
    if (tag < 0x80) at += 1;
    else {
      if (!this.#varint(at) || this.high !== 0) return this.fail();
      tag = this.low;
      ({ at } = this);
    }
    if (tag < 8) return this.fail();
    this.tag = tag;
    switch (tag & 7) {
      case BYTES: {
        let length = at < end ? (bytes[at] ?? 0) : 0x80;
        if (length < 0x80) at += 1;
        else {
          if (!this.#varint(at) || this.high !== 0) return this.fail();
          length = this.low;
          ({ at } = this);
        }
        return length <= end - at ? this.#found(at, at + length) : this.fail();
      }
      case VARINT:
        return this.#varint(at) || this.fail();
      case FIXED64:
        return end - at >= 8 ? this.#found(at, at + 8) : this.fail();
      case FIXED32:
        return end - at >= 4 ? this.#found(at, at + 4) : this.fail();
      default:
        return this.fail();
    }
  }

  /** Goes into the message that was just read. Gives what `leave` takes to come back behind it. */
  enter(): number {
    const outer = this.end;
    this.at = this.from;
    this.end = this.to;
    return outer;
  }

  leave(outer: number): void {
    this.at = this.end;
    this.end = outer;
  }

  /** Goes on somewhere else, whatever was wrong before. */
  resume(at: number, end: number): void {
    this.failed = false;
    this.at = at;
    this.end = end;
  }

  fail(): false {
    this.failed = true;
    // behind everything, so that whoever comes back to an outer message finds no next field there either
    this.at = this.end = this.bytes.length;
    return false;
  }

  #found(from: number, to: number): true {
    this.from = from;
    this.to = this.at = to;
    return true;
  }

  #varint(from: number): boolean {
    const { bytes, end } = this;
    let low = 0;
    let high = 0;
    const most = Math.min(end, from + MOST_VARINT_BYTES);
    for (let at = from; at < most; at += 1) {
      const byte = bytes[at] ?? 0;
      const shift = 7 * (at - from);
      if (shift < 28) low |= (byte & 0x7f) << shift;
      else if (shift === 28) {
        low |= (byte & 0x7f) << 28;
        high = (byte & 0x7f) >>> 4;
      } else high |= (byte & 0x7f) << (shift - 32);
      if (byte < 0x80) {
        this.at = at + 1;
        this.low = low >>> 0;
        this.high = high >>> 0;
        // the tenth byte has room for the 64th bit only
        return shift < 63 || byte <= 1;
      }
    }
    return false;
  }
}
