import type { Dialect } from '../dialects/dialect.ts';
import { DIALECTS, KIND_FIRST } from '../dialects/dialects.ts';
import { askedOf } from '../dialects/read-facts.ts';
import type { Asked } from '../dialects/read-facts.ts';
import type { Side } from './cutting.ts';
import { KeyTable } from './key-table.ts';

export interface KnownAttribute {
  readonly name: string;
  /** Facts are read from it. */
  readonly isFact: boolean;
  /** It holds what somebody said. */
  readonly isSaid: boolean;
  /** The latest of what was asked is wanted, and the first of what was answered. */
  readonly side: Side;
  /** A bit for each dialect that looks at it. */
  readonly dialects: number;
}

const factsOf = ({ attributes, tokens, facts }: Dialect): readonly string[] => [
  ...Object.values(attributes as Readonly<Record<string, readonly string[]>>).flat(),
  ...Object.values(tokens as Readonly<Record<string, readonly string[]>>).flat(),
  ...facts.reads,
];

type Building = { -readonly [Field in keyof KnownAttribute]: KnownAttribute[Field] };

const allKnown = (): readonly KnownAttribute[] => {
  const known = new Map<string, Building>();
  const add = (name: string, bit: number): Building => {
    const before = known.get(name) ?? { name, isFact: false, isSaid: false, side: 'first', dialects: 0 };
    before.dialects |= bit;
    known.set(name, before);
    return before;
  };
  for (const [index, dialect] of DIALECTS.entries()) {
    for (const name of factsOf(dialect)) add(name, 1 << index).isFact = true;
    for (const name of dialect.said?.reads.output ?? []) add(name, 1 << index).isSaid = true;
    for (const name of dialect.said?.reads.input ?? [])
      Object.assign(add(name, 1 << index), { isSaid: true, side: 'last' });
  }
  // whatever asks a model may call it so, but it says nothing on its own
  add('model', 0).isFact = true;
  return [...known.values()];
};

/** Every attribute that a dialect looks at by its whole name. */
export const KNOWN = new KeyTable(allKnown());

const asked = new Map<number, Asked>();

/** The dialects of these bits. A span speaks one or two, and the others need not be asked. */
export const dialectsOf = (bits: number): Asked => {
  const before = asked.get(bits);
  if (before !== undefined) return before;
  const speaks = (dialect: Dialect): boolean => (bits & (1 << DIALECTS.indexOf(dialect))) !== 0;
  const those = askedOf(DIALECTS.filter(speaks), KIND_FIRST.filter(speaks));
  asked.set(bits, those);
  return those;
};

export const bitOf = (dialect: Dialect): number => 1 << DIALECTS.indexOf(dialect);
