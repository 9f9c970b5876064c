import { OperatorError } from '../platform/operator-error.ts';
import { EXIT, type Command } from './command.ts';
import { CHECKS } from './doctor-checks.ts';
import type { Finding } from './finding.ts';

const MARKS = { ok: '\u2713', warn: '!', bad: '\u2717' } as const;

export const doctorCommand: Command = {
  summary:
    'Look at this machine, the settings, the data folder, the database, Redis, other nodes and the mail server, and say what is not right.',
  usage: 'doctor [any setting]',
  help: `Changes nothing. With a running Holdfast it asks that one; otherwise it looks at what a start would find.
Exit code 1 when something would keep Holdfast from working, or from working whole: a Redis or a mail server that is named and does not answer.`,
  run: async ({ settings: { config }, print, overrides }) => {
    let bad = 0;
    for (const { name, look } of CHECKS) {
      const findings = await look({ config, overrides }).catch(asFinding);
      for (const { state, sentence } of findings) {
        print(`${MARKS[state]} ${name.padEnd(12)} ${sentence}`);
        if (state === 'bad') bad += 1;
      }
    }
    print(bad === 0 ? '\nNothing stands in the way.' : `\n${bad} finding${bad === 1 ? '' : 's'} to mend.`);
    return bad === 0 ? EXIT.fine : EXIT.failed;
  },
};

const asFinding = (error: unknown): Finding[] => {
  if (error instanceof OperatorError) return [{ state: 'bad', sentence: error.message }];
  throw error;
};
