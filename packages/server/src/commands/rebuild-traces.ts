import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../platform/files/atomic-write.ts';
import { isThere } from '../platform/files/is-there.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { EXIT, type Command } from './command.ts';

export const rebuildTracesCommand: Command = {
  summary: 'Build the index of traces anew from what was received.',
  usage: 'rebuild-traces [--data FOLDER]',
  help: `Asks for it, with a note in the data folder: a Holdfast that runs begins within seconds, one that does not with its next start.
Nothing that was received is lost by it, and spans are received meanwhile. Queries are refused until the index is whole; the part
\`spans\` of /readyz says how far it is. It is of use after an upgrade that reads spans better than the version that received them.`,
  run: async ({ settings: { config }, print }) => {
    const data = config.HOLDFAST_DATA;
    if (!(await isThere(join(data, 'holdfast.json'))))
      throw new OperatorError(`No Holdfast has run in ${data}. Name its folder in HOLDFAST_DATA.`, { exitCode: 78 });
    const note = join(data, 'spans', 'rebuild-wanted');
    await mkdir(dirname(note), { recursive: true, mode: 0o700 });
    await writeAtomically(note, '');
    print('The index of traces will be built anew. /readyz says how far it is.');
    return EXIT.fine;
  },
};
