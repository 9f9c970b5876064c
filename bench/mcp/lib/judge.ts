import type { Check } from './results.ts';
import { NOT_OURS } from './not-ours.ts';

export interface Judgement {
  readonly text: string;
  /** Nothing falls short but what is known to, and that still does. */
  readonly isAsKnown: boolean;
}

const FALLS_SHORT = new Set(['FAILURE', 'WARNING']);

export const judge = (revision: string, checks: readonly Check[]): Judgement => {
  const known = new Map(
    Object.entries(NOT_OURS).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
  );
  const short = checks.filter(({ status }) => FALLS_SHORT.has(status));
  const held = checks.filter(({ status }) => status === 'SUCCESS');
  const unknown = short.filter(({ name }) => !known.has(name));
  const mended = new Set(held.map(({ name }) => name).filter((name) => known.has(name)));
  for (const { name } of short) mended.delete(name);
  const byReason = Map.groupBy(short, ({ name }) => known.get(name) ?? 'not known');
  const lines = [
    `# ${revision}`,
    `${held.length} checks held, ${checks.length - held.length - short.length} were skipped or only tell, ${short.length} do not apply or fall short:`,
    ...[...byReason].map(([reason, those]) => `  ${String(those.length).padStart(3)}  ${reason}`),
    ...unknown.map(({ name, why }) => `NOT KNOWN  ${name}: ${why}`),
    ...[...mended].map((name) => `HELD NOW  ${name}: take it off the list`),
  ];
  return { text: `${lines.join('\n')}\n\n`, isAsKnown: checks.length > 0 && unknown.length === 0 && mended.size === 0 };
};
