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
  const parsed = ColumnMapping.safeParse(fromJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` (at ${issue.path.join('.')})`;
  const detail = `must be a JSON object of fields and their columns, as reading.mapping shows it${where}`;
  return refuseField(pointer, 'mapping', detail);
};

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
