import { ALL_EVENTS, EVENT_PATTERNS, WEBHOOK_EVENTS } from '@holdfast/protocol/webhooks/event-types';

export interface EventWords {
  readonly pattern: string;
  readonly means: string;
}

/** Events that belong together, and the pattern that names all of them where there is one. */
export interface EventArea {
  readonly area: EventWords | undefined;
  readonly types: readonly EventWords[];
}

const isArea = (pattern: string): boolean => pattern !== ALL_EVENTS && pattern.endsWith('*');

const TYPES: readonly EventWords[] = Object.entries(WEBHOOK_EVENTS).map(([pattern, means]) => ({ pattern, means }));

/** Whether whoever named the area is told of this as well. */
export const isWithin = (pattern: string, area: string): boolean =>
  pattern !== area && isArea(area) && pattern.startsWith(area.slice(0, -1));

const areas = EVENT_PATTERNS.filter(isArea);

export const EVENT_AREAS: readonly EventArea[] = [
  ...areas.map((area) => ({
    area: { pattern: area, means: `All events of ${area.slice(0, -2)}s, also those of later versions.` },
    types: TYPES.filter(({ pattern }) => isWithin(pattern, area)),
  })),
  { area: undefined, types: TYPES.filter(({ pattern }) => !areas.some((area) => isWithin(pattern, area))) },
];

/** What a webhook is told of, in a line. */
export const eventsWords = (events: readonly string[]): string =>
  events.includes(ALL_EVENTS) ? 'everything' : events.join(', ');
