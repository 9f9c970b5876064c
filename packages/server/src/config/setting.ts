/** One setting: everything that is known about it stands here and nowhere else. */
export interface Setting<Value> {
  /** What is used when nobody says otherwise, as it would be written. Empty: not set. */
  readonly default: string;
  readonly means: string;
  /** Never shown, never logged. */
  readonly secret?: true;
  /** Throws a `SettingProblem` with the end of a sentence: "must be ...". */
  readonly parse: (text: string) => Value;
}

export class SettingProblem extends Error {
  /** It names what is wrong itself, so that the whole value need not be repeated. */
  readonly isWhole: boolean;

  constructor(message: string, { isWhole = false }: { readonly isWhole?: boolean } = {}) {
    super(message);
    this.isWhole = isWhole;
  }
}

export const setting = <Value>(definition: Setting<Value>): Setting<Value> => definition;
