import type { EventName } from '@holdfast/protocol/telemetry/events';

/** What a line tells beside its sentence. */
export type LogFields = Readonly<Record<string, unknown>> & { readonly event?: EventName };
