import { ColumnMapping } from '@holdfast/protocol/knowledge/imports';
import { z } from 'zod';
import { refuseField } from '../../../platform/failure.ts';

/** How somebody wants a file to be read. */
export const Asked = z.strictObject({ encoding: z.string().optional(), mapping: ColumnMapping.optional() });
export type Asked = z.infer<typeof Asked>;

/** The mapping is JSON in a field of text. */
export const readAsked = (
  { encoding, mapping }: { readonly encoding?: string | undefined; readonly mapping?: string | undefined },
  fieldsIn: 'query' | 'body',
): Asked => ({
  ...(encoding === undefined ? {} : { encoding }),
  ...(mapping === undefined ? {} : { mapping: readMapping(mapping, `/${fieldsIn}/mapping`) }),
});

const readMapping = (text: string, pointer: string): ColumnMapping => {
  const given = fromJson(text);
  const parsed = ColumnMapping.safeParse(given);
  const at = parsed.success ? passedOver(given as object, parsed.data) : parsed.error.issues[0]?.path.join('.');
  if (parsed.success && at === undefined) return parsed.data;
  const where = at === undefined || at === '' ? '' : ` (at ${at})`;
  const detail = `must be a JSON object of fields and their columns, as reading.mapping shows it${where}`;
  return refuseField(pointer, 'mapping', detail);
};

/** A name that reaches into prototypes is left out by whatever reads objects, and not refused. */
const passedOver = (given: object, read: ColumnMapping): string | undefined =>
  Object.keys(given).find((name) => !Object.hasOwn(read, name));

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
