import { parseArgs } from 'node:util';
import { CAPABILITY_NAMES } from '../catalogue/id-list.ts';
import { KINDS, NEEDS, TIERS } from '../scenario.ts';

/** What to take and what to leave, by one property. */
export interface Choice {
  readonly only: readonly string[];
  readonly not: readonly string[];
}

export const PROPERTIES = ['tier', 'kind', 'id', 'capability', 'needs'] as const;
export type Property = (typeof PROPERTIES)[number];

export interface Options {
  readonly choices: Readonly<Record<Property, Choice>>;
  readonly seed: number | undefined;
  readonly json: string | undefined;
  readonly html: string | undefined;
  /** A data folder in which the report is left for the console. */
  readonly data: string | undefined;
  /** A report of a choice takes the place of one over the whole. */
  readonly replace: boolean;
  /** A live deployment that is asked instead of the lab. */
  readonly target: URL | undefined;
  readonly saveBaseline: boolean;
  readonly bars: string | undefined;
  readonly concurrency: number;
  readonly coverage: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

/** A choice by more than the tier: what becomes of it says nothing over the whole. */
export const isPartial = ({ choices }: Options): boolean =>
  PROPERTIES.some((name) => name !== 'tier' && choices[name].only.length + choices[name].not.length > 0);

/** Says what is wrong with the command line, in a sentence. */
export class WrongUsage extends Error {}

const KNOWN: Readonly<Partial<Record<Property, readonly string[]>>> = {
  tier: TIERS,
  kind: KINDS,
  capability: CAPABILITY_NAMES,
  needs: NEEDS,
};

const DEFAULT_CONCURRENCY = 2;

const listed = (property: Property, given: readonly string[] | undefined): string[] => {
  const values = (given ?? []).flatMap((part) => part.split(',')).filter((value) => value !== '');
  const normal = property === 'id' ? values.map((value) => value.toUpperCase()) : values;
  const known = KNOWN[property];
  const stranger = normal.find((value) => known !== undefined && !known.includes(value));
  if (stranger !== undefined)
    throw new WrongUsage(`there is no ${property} ${stranger}; there is ${known?.join(', ')}`);
  return normal;
};

const wholeNumber = (name: string, given: string | undefined, from: number): number | undefined => {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < from) throw new WrongUsage(`--${name} takes a whole number from ${from}`);
  return value;
};

/** Only the origin: what is below it is for the scenarios to say, and a password has no place in a report. */
const address = (given: string | undefined): URL | undefined => {
  if (given === undefined) return undefined;
  const url = URL.parse(given);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new WrongUsage(`--target takes an address such as https://holdfast.example, not ${given}`);
  if (url.username !== '' || url.password !== '') throw new WrongUsage('--target takes an address without credentials');
  return new URL(url.origin);
};

const savesBaseline = (values: Readonly<Record<string, unknown>>): boolean => {
  const saves = values['save-baseline'] === true;
  // over the net another machine is measured than the one that keeps the figures
  if (saves && values['target'] !== undefined) throw new WrongUsage('--save-baseline keeps no figures of a --target');
  return saves;
};

const SELECTING = Object.fromEntries(
  PROPERTIES.flatMap((name) => [name, `not-${name}`]).map((name) => [
    name,
    { type: 'string', multiple: true } as const,
  ]),
);

const parse = (argv: readonly string[]): Record<string, string | boolean | string[] | undefined> => {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        ...SELECTING,
        seed: { type: 'string' },
        json: { type: 'string' },
        html: { type: 'string' },
        data: { type: 'string' },
        replace: { type: 'boolean' },
        target: { type: 'string' },
        'save-baseline': { type: 'boolean' },
        bars: { type: 'string' },
        concurrency: { type: 'string' },
        coverage: { type: 'boolean' },
        list: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (failure) {
    throw new WrongUsage(failure instanceof Error ? failure.message : String(failure));
  }
};

export const parseOptions = (argv: readonly string[]): Options => {
  const values = parse(argv);
  const text = (name: string) => values[name] as string | undefined;
  const choice = (property: Property): Choice => ({
    only: listed(property, values[property] as string[] | undefined),
    not: listed(property, values[`not-${property}`] as string[] | undefined),
  });
  const choices = Object.fromEntries(PROPERTIES.map((each) => [each, choice(each)])) as Record<Property, Choice>;
  // who asks for an id by name wants it, whatever its tier; what is safe is quick in any tier
  const needsTier = choices.tier.only.length === 0 && choices.id.only.length === 0 && values['target'] === undefined;
  return {
    choices: needsTier ? { ...choices, tier: { ...choices.tier, only: ['pr'] } } : choices,
    seed: wholeNumber('seed', text('seed'), 0),
    json: text('json'),
    html: text('html'),
    data: text('data'),
    replace: values['replace'] === true,
    target: address(text('target')),
    saveBaseline: savesBaseline(values),
    bars: text('bars'),
    concurrency: wholeNumber('concurrency', text('concurrency'), 1) ?? DEFAULT_CONCURRENCY,
    coverage: values['coverage'] === true,
    list: values['list'] === true,
    help: values['help'] === true,
  };
};
