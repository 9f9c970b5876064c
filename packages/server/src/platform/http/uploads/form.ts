import type { ProblemField } from '@holdfast/protocol/problem';
import { fail } from '../../failure.ts';
import { readParts, within } from './multipart.ts';
import { removeFile, storeFile, type StoredFile } from './received-file.ts';
import type { ScratchFolder } from '../../files/scratch-folder.ts';

/** What came: the file, and the text fields beside it where there was a form. */
export interface Form {
  readonly file: StoredFile;
  /** As the part of the file has it. */
  readonly filename: string | undefined;
  readonly fields: ReadonlyMap<string, readonly string[]> | undefined;
}

export interface FormLimits {
  readonly boundary: string;
  readonly fileBytes: number;
}

const FILE = 'file';
const FIELD_BYTES = 64 * 1024;

/** Reads a form with one file, whose part is called `file`, and text fields before or behind it. */
export const readForm = async (
  folder: ScratchFolder,
  body: AsyncIterable<Buffer>,
  { boundary, fileBytes }: FormLimits,
): Promise<Form> => {
  const fields = new Map<string, string[]>();
  let found: Pick<Form, 'file' | 'filename'> | undefined;
  try {
    for await (const { name, filename, content } of readParts(body, boundary)) {
      if (name === FILE) {
        if (found !== undefined) wrong(FILE, 'too_many', 'must be one file');
        found = { file: await storeFile(folder, content, fileBytes), filename };
      } else if (filename === undefined) {
        const bytes = await within(content, FIELD_BYTES, `A field of the form may have ${FIELD_BYTES} bytes.`);
        fields.set(name, [...(fields.get(name) ?? []), decode(name, bytes)]);
      } else wrong(name, 'unknown_field', `is a file, and only the part "${FILE}" may be one`);
    }
    return { ...(found ?? wrong(FILE, 'missing', 'must be a part of the form that holds the file')), fields };
  } catch (error) {
    if (found !== undefined) await removeFile(found.file);
    throw error;
  }
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decode = (name: string, bytes: Buffer): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    return wrong(name, 'encoding', 'must be text in UTF-8');
  }
};

const wrong = (name: string, code: string, detail: string): never => {
  const field: ProblemField = { pointer: `/body/${name.slice(0, 50)}`, code, detail };
  return fail('invalid', { detail: `${field.pointer} ${detail}.`, fields: [field] });
};
