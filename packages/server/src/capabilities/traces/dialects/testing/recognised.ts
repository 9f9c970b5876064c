import type { GenAiSpan, Usage } from '../gen-ai-span.ts';
import { recognise } from '../recognise.ts';
import { viewOf } from '../span-view.ts';

interface More {
  readonly name?: string;
  readonly events?: readonly object[];
}

/** What is recognised in a span with these attributes. */
export const recognised = (attributes: object, { name = 'a span', events = [] }: More = {}): GenAiSpan | undefined =>
  recognise(
    viewOf({
      name,
      start: 1_760_000_000_000_000_000n,
      attributesJson: JSON.stringify(attributes),
      eventsJson: JSON.stringify(events),
    }),
  );

export const text = (role: string, said: string): object => ({ role, parts: [{ kind: 'text', text: said }] });

/** The call of a tool that the examples make. */
export const WEATHER = { id: 'call_1', name: 'get_weather', arguments: { city: 'Basel' } };

export const NO_TOKENS: Usage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0, audio: 0 };
