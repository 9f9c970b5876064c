import { BEGINNING_BYTES, WHOLE_BYTES, wholeEscapes } from './cutting.ts';
import type { Side } from './cutting.ts';
import { JsonSkim } from './json-skim.ts';

const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const LIST = 0x5b;
const OBJECT = 0x7b;
const LIST_END = 0x5d;

const MOST_STEPS = 200_000;
/** Objects lie so deep in what is read for messages, not deeper. */
const MOST_DEPTH = 3;
const MOST_MEMBERS = 64;
const MOST_ITEMS = 4_096;
const MOST_ANSWERS = 4;

/** JSON that means the same as far as somebody reads it for a line: see `shortText`. Undefined when it cannot be shortened. */
export const shortJson = (text: Buffer, side: Side): string | undefined =>
  new Shortening(text, side).value(0, text.length, 0);

class Shortening {
  readonly #text: Buffer;
  readonly #side: Side;
  readonly #skim: JsonSkim;

  constructor(text: Buffer, side: Side) {
    this.#text = text;
    this.#side = side;
    this.#skim = new JsonSkim(text, MOST_STEPS);
  }

  value(from: number, to: number, depth: number): string | undefined {
    const start = this.#behindSpace(from, to);
    if (to - start <= WHOLE_BYTES) return this.#text.toString('utf8', start, to);
    if (depth > MOST_DEPTH) return 'null';
    switch (this.#text[start]) {
      case QUOTE:
        return this.#string(start, to);
      case LIST:
        return this.#side === 'last' ? this.#listFromEnd(start, to, depth) : this.#listFromStart(start, to, depth);
      case OBJECT:
        return this.#object(start, to, depth);
      default:
        return undefined;
    }
  }

  #string(from: number, to: number): string {
    const end = to - from > BEGINNING_BYTES ? wholeEscapes(this.#text, from + BEGINNING_BYTES) : to - 1;
    return `${this.#text.toString('utf8', from, end)}"`;
  }

  /** Its members, up to a number that only a table of something else exceeds. */
  #object(from: number, to: number, depth: number): string | undefined {
    const members: string[] = [];
    for (let at = from + 1; members.length < MOST_MEMBERS;) {
      at = this.#behindSpace(at, to);
      if (this.#text[at] === COMMA) at = this.#behindSpace(at + 1, to);
      if (this.#text[at] !== QUOTE) break;
      const keyEnd = this.#skim.endOfString(at, to);
      if (keyEnd === -1) return undefined;
      const colon = this.#behindSpace(keyEnd, to);
      if (this.#text[colon] !== COLON) return undefined;
      const begins = this.#behindSpace(colon + 1, to);
      const ends = this.#skim.endOfValue(begins, to);
      const value = ends === -1 ? undefined : this.value(begins, ends, depth + 1);
      if (value === undefined) return undefined;
      members.push(`${this.#string(at, keyEnd)}:${value}`);
      at = ends;
    }
    return `{${members.join(',')}}`;
  }

  #listFromStart(from: number, to: number, depth: number): string | undefined {
    const items: string[] = [];
    for (let at = this.#behindSpace(from + 1, to); items.length < MOST_ANSWERS && this.#text[at] !== LIST_END;) {
      const ends = this.#skim.endOfValue(at, to);
      const item = ends === -1 ? undefined : this.value(at, ends, depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      at = this.#behindSpace(ends, to);
      if (this.#text[at] !== COMMA) break;
      at += 1;
    }
    return `[${items.join(',')}]`;
  }

  /** The last message of the user, and the last of all behind it. */
  #listFromEnd(from: number, to: number, depth: number): string | undefined {
    if (this.#text[to - 1] !== LIST_END) return undefined;
    let last: string | undefined;
    let ends = to - 1;
    for (let items = 0; items < MOST_ITEMS && ends > from; items += 1) {
      const begins = this.#skim.startOfItem(from + 1, ends);
      if (begins === -1) break;
      const isAsked = this.#isOfUser(begins, ends);
      const item = isAsked || last === undefined ? this.value(begins, ends, depth + 1) : undefined;
      if (isAsked && item !== undefined) return last === undefined ? `[${item}]` : `[${item},${last}]`;
      last ??= item;
      ends = begins - 1;
    }
    return last === undefined ? undefined : `[${last}]`;
  }

  /** Whether it looks so: results of tools are told in the name of the user by some. */
  #isOfUser(from: number, to: number): boolean {
    const item = this.#text.subarray(from, to);
    return (item.includes('"user"') || item.includes('"human"')) && !item.includes('"tool_result"');
  }

  #behindSpace(from: number, to: number): number {
    let at = from;
    while (at < to && (this.#text[at] ?? 0) <= 0x20) at += 1;
    return at;
  }
}
