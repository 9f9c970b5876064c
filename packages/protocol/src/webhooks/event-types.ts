/** Every type of event that a webhook may be told of, and what it means. What is not here is told to nobody outside. */
export const WEBHOOK_EVENTS = {
  'decision.submitted': 'A decision was asked for.',
  'decision.moved': 'A decision was escalated, returned, answered, revised or delegated.',
  'decision.decided': 'A decision is over: approved, rejected, expired or cancelled.',
  'decision.executed': 'An approved action was reported as done, or as failed.',
  import_job_status_changed: 'An import of questions and answers has another status.',
  feed_pull_ended: 'A pull of a feed ended.',
  notification_batch_ended: 'Everybody of a message to many was reached, or is known not to be.',
} as const;

export type WebhookEventType = keyof typeof WEBHOOK_EVENTS;

/** Sent when somebody asks for it, to the one webhook that they name. Nobody subscribes to it. */
export const TEST_EVENT = 'webhook.test';

export const ALL_EVENTS = '*';

const TYPES = Object.keys(WEBHOOK_EVENTS);

const areaOf = (type: string): string[] => (type.includes('.') ? [`${type.split('.')[0]}.*`] : []);

/** What a webhook may name: everything, an area, or a type. */
export const EVENT_PATTERNS: readonly string[] = [ALL_EVENTS, ...new Set(TYPES.flatMap(areaOf)), ...TYPES];

/** Whoever named one of these wants events of this type. None for a type that stays inside. */
export const patternsOf = (type: string): readonly string[] =>
  TYPES.includes(type) ? [ALL_EVENTS, ...areaOf(type), type] : [];
