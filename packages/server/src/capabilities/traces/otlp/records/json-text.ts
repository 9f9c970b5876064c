import { isUtf8 } from 'node:buffer';
import { NotedOddities } from './noted-oddities.ts';
import type { Notes } from './noted-oddities.ts';
import type { Oddity } from './span-record.ts';

const FIRST_BYTES = 64 * 1024;
/** One byte becomes six at most: \u0001. */
const MOST_ESCAPED = 6;
/** One character of a string becomes three bytes at most. */
const MOST_UTF8 = 3;
const LONG_BYTES = 160;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const HEX = Buffer.from('0123456789abcdef');

/**
 * JSON that is put together as bytes, straight from the bytes of a request, and becomes a string once. What was odd about the
 * text on the way is collected until somebody takes it.
 */
export class JsonText implements Notes {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #at = 0;
  #beyondAscii = false;
  readonly #oddities = new NotedOddities();

  /** A piece of JSON in ASCII. */
  add(text: string): void {
    this.#ensure(text.length);
    // most pieces are a character or two, for which a call into native code is dear
    for (let index = 0; index < text.length; index += 1) this.#bytes[this.#at + index] = text.charCodeAt(index);
    this.#at += text.length;
  }

  /** A string, with quotes, from its bytes. */
  addString(source: Buffer, from: number, to: number): void {
    if (to - from > LONG_BYTES) {
      this.#addLong(source, from, to);
      return;
    }
    this.#ensure((to - from) * MOST_ESCAPED + 2);
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at++] = QUOTE;
    for (let index = from; index < to; index += 1) {
      const byte = source[index] ?? 0;
      if (byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH) {
        if (byte >= 0x80) this.#beyondAscii = true;
        bytes[at++] = byte;
      } else at = this.#escape(byte, at);
    }
    bytes[at++] = QUOTE;
    this.#at = at;
  }

  /** Bytes that are no text: `{"$base64":"..."}`. */
  addBytes(source: Buffer, from: number, to: number): void {
    this.add('{"$base64":"');
    this.add(source.toString('base64', from, to));
    this.add('"}');
  }

  note(oddity: Oddity): void {
    this.#oddities.note(oddity);
  }

  /** The text so far; it begins anew. What is no UTF-8 becomes U+FFFD, as everywhere. */
  take(): string {
    const written = this.#bytes.subarray(0, this.#at);
    if (this.#beyondAscii && !isUtf8(written)) this.note('invalid_utf8');
    const text = this.#beyondAscii ? written.toString('utf8') : written.toString('latin1');
    this.#at = 0;
    this.#beyondAscii = false;
    // one large span is no reason to keep its room
    if (this.#bytes.length > FIRST_BYTES * 64) this.#bytes = Buffer.allocUnsafe(FIRST_BYTES);
    return text;
  }

  takeOddities(): readonly Oddity[] {
    return this.#oddities.take();
  }

  /** Native code goes over long text several times sooner than a loop once. */
  #addLong(source: Buffer, from: number, to: number): void {
    const text = source.toString('utf8', from, to);
    if (text.includes('\0')) this.note('nul');
    if (text.includes('\u{fffd}') && !isUtf8(source.subarray(from, to))) this.note('invalid_utf8');
    const json = JSON.stringify(text);
    this.#ensure(json.length * MOST_UTF8);
    this.#at += this.#bytes.write(json, this.#at, 'utf8');
    this.#beyondAscii = true;
  }

  #escape(byte: number, at: number): number {
    const bytes = this.#bytes;
    bytes[at] = BACKSLASH;
    if (byte >= 0x20) {
      bytes[at + 1] = byte;
      return at + 2;
    }
    if (byte === 0) this.note('nul');
    bytes.write('u00', at + 1, 'latin1');
    bytes[at + 4] = HEX[byte >>> 4] ?? 0;
    bytes[at + 5] = HEX[byte & 15] ?? 0;
    return at + 6;
  }

  #ensure(more: number): void {
    const wanted = this.#at + more;
    if (wanted <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(wanted, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
  }
}
