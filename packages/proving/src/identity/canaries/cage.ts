/** Values that were planted, by what they are, and where one may be found. */
export interface Cage {
  plant<Value extends string>(what: string, value: Value, kind?: Kind): Value;
  readonly planted: number;
  /** What of all that was planted is in a text. */
  foundIn(text: string, kinds?: readonly Kind[]): readonly string[];
}

/** Secrets are nowhere but with whom they belong; an e-mail may be where people are kept. */
export type Kind = 'secret' | 'e-mail';

const SHORTEST = 10;

/** As it stands, and as it is written in JSON, in addresses, in base64 and in hexadecimal. */
const spellings = (value: string): readonly string[] => {
  const bytes = Buffer.from(value);
  return [
    ...new Set([
      value,
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value),
      bytes.toString('base64').replaceAll('=', ''),
      bytes.toString('base64url'),
      bytes.toString('hex'),
    ]),
  ];
};

export const createCage = (): Cage => {
  const canaries = new Map<string, { readonly what: string; readonly kind: Kind }>();
  return {
    plant(what, value, kind = 'secret') {
      // what is short turns up by chance
      if (value.length < SHORTEST) throw new Error(`${what} is too short to be a canary`);
      canaries.set(value, { what, kind });
      return value;
    },
    get planted() {
      return canaries.size;
    },
    foundIn: (text, kinds = ['secret', 'e-mail']) => [
      ...new Set(
        [...canaries]
          .filter(([value, { kind }]) => kinds.includes(kind) && spellings(value).some((one) => text.includes(one)))
          .map(([, { what }]) => what),
      ),
    ],
  };
};
