import type { Model } from '@holdfast/protocol/providers/models';

export interface ModelPage {
  readonly models: readonly Model[];
  /** What asks for the next page; undefined after the last. */
  readonly next: string | undefined;
}

/** How a kind of provider lists its models. */
export interface ModelShape {
  /** As people call it. */
  readonly label: string;
  /** Where it is, unless somebody says otherwise. */
  readonly home: string | undefined;
  readonly path: string;
  headers(key: string | null): Readonly<Record<string, string>>;
  query(next: string | undefined): Readonly<Record<string, string>>;
  /** Undefined when it is no such list. */
  read(body: unknown): ModelPage | undefined;
  /** Beside 401 and 403, where a provider says it in another way. */
  refusesKey?(status: number, body: unknown): boolean;
}
