/** The attributes of a span or event, by name. */
export type Attributes = ReadonlyMap<string, unknown>;

/** As much of a span as facts are read from. */
export interface FactView {
  readonly name: string;
  readonly attributes: Attributes;
}

export interface SpanView extends FactView {
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
}

interface DecodedSpan {
  readonly name: string;
  readonly start: bigint;
  readonly attributesJson: string;
  readonly eventsJson: string;
}

export const viewOf = ({ name, start, attributesJson, eventsJson }: DecodedSpan): SpanView => ({
  name,
  start,
  attributes: attributesOf(JSON.parse(attributesJson)),
  events: listOf(JSON.parse(eventsJson)).map((event) => ({
    name: textOf(memberOf(event, 'name')) ?? '',
    attributes: attributesOf(memberOf(event, 'attributes')),
  })),
});

const attributesOf = (value: unknown): Attributes => new Map(isObject(value) ? Object.entries(value) : []);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only what an object has itself: the names come from whoever sent it. */
export const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Labels, in a list or in its JSON. */
export const tagsOf = (value: unknown): readonly string[] =>
  value === undefined ? NONE : listOf(jsonOf(value)).flatMap((tag) => textOf(tag) ?? []);

const NONE: readonly string[] = [];

/** Text that says something. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
};

/** A number that is one and not less than nothing, also where somebody wrote it as text. */
export const amountOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
};

/** What JSON in a string means; anything else is what it is. */
export const jsonOf = (value: unknown): unknown => {
  if (typeof value !== 'string' || !looksLikeJson(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // it only looked like JSON: then the text is what was meant
    return value;
  }
};

/** A name or an id. Some write all that they say as JSON, and a name in quotes. */
export const firstName = (attributes: Attributes, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const text = textOf(attributes.get(name));
    const unquoted = text?.startsWith('"') === true ? textOf(jsonOf(text)) : text;
    if (unquoted !== undefined) return unquoted;
  }
  return undefined;
};

const OPENING = '[{"';

const looksLikeJson = (text: string): boolean => {
  let at = 0;
  // a name is asked as often as a conversation, so the first character decides where it can
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at < text.length && OPENING.includes(text.charAt(at));
};

export const firstText = (attributes: Attributes, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const text = textOf(attributes.get(name));
    if (text !== undefined) return text;
  }
  return undefined;
};

export const firstAmount = (attributes: Attributes, names: readonly string[]): number | undefined => {
  for (const name of names) {
    const amount = amountOf(attributes.get(name));
    if (amount !== undefined) return amount;
  }
  return undefined;
};
