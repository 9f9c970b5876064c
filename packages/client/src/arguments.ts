import type { Contract } from '@holdfast/protocol/contract';

type PartName = 'params' | 'query' | 'body';

type PartOf<C extends Contract, Name extends PartName> =
  C extends Readonly<Record<Name, { readonly _input: infer Input }>> ? Input : never;

type NameOfPart<C extends Contract> = {
  [Name in PartName]: C extends Readonly<Record<Name, { readonly _input: unknown }>> ? Name : never;
}[PartName];

/** A part in which nothing is required may be left out altogether. */
type NameOfOptionalPart<C extends Contract> = {
  [Name in NameOfPart<C>]: Record<string, never> extends PartOf<C, Name> ? Name : never;
}[NameOfPart<C>];

/** What a call needs: `params`, `query` and `body`, as far as the contract has them. */
export type Arguments<C extends Contract> = {
  readonly [Name in Exclude<NameOfPart<C>, NameOfOptionalPart<C>>]: PartOf<C, Name>;
} & {
  readonly [Name in NameOfOptionalPart<C>]?: PartOf<C, Name>;
};

/** The same without the contract's types, for the code that only moves it. */
export interface LooseArguments {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}
