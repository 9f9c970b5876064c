/** What a line tells beside its sentence. */
export type LogFields = Readonly<Record<string, unknown>>;
