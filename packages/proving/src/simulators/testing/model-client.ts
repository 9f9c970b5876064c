/** The least that a client of each shape does, by the published forms, so that simulators are held against these and not against themselves. */
export interface Heard {
  readonly text: string;
  readonly calls: readonly { readonly id: string; readonly name: string; readonly arguments: unknown }[];
  readonly end: string;
  readonly usage: readonly [input: number, output: number];
}

export interface ModelClient {
  readonly path: (streamed: boolean) => string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: (streamed: boolean) => object;
  /** The same conversation, with what a tool answered. */
  readonly bodyWithResult: object;
  readonly whole: (body: unknown) => Heard;
  readonly streamed: (events: readonly unknown[]) => Heard;
  /** The words with which a stream or an answer ends: after talk, after calls, at the limit. */
  readonly ends: readonly [string, string, string];
}

export const TOOL = { type: 'object', properties: { city: { type: 'string' } } };

export const joined = (parts: readonly (string | undefined)[]): string => parts.map((part) => part ?? '').join('');

/** The JSON behind each `data:`, but for a farewell that is none. */
export const readEvents = (body: string): unknown[] =>
  body
    .split('\n\n')
    .map((block) => /^data: (.*)$/m.exec(block)?.[1])
    .filter((data) => data !== undefined && data !== '[DONE]')
    .map((data) => JSON.parse(data as string) as unknown);
