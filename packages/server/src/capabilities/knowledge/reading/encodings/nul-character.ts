import type { ByteSource } from '../byte-source.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import type { Encoding } from './encoding.ts';
import { lineAt } from './line-at.ts';

export const nulCharacter = async (
  source: ByteSource,
  offset: number,
  encoding: Pick<Encoding, 'name' | 'markBytes'>,
): Promise<UnreadableFile> => {
  const line = await lineAt(source, offset, encoding);
  return new UnreadableFile(
    'nul_character',
    `There is a NUL character at byte ${offset}, in line ${line}. It can stand in no text: the file is damaged, or no text at all.`,
    { line, offset, entry: source.entry },
  );
};
