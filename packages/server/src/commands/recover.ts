import { recover, type Recovered } from '../capabilities/identity/index.ts';
import type { Config } from '../config/settings.ts';
import { createAudit } from '../platform/audit/audit.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { createIds } from '../platform/ids/uuid7.ts';
import { createLifecycle } from '../platform/lifecycle/lifecycle.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { UsageError } from './arguments.ts';
import { EXIT, type Command } from './command.ts';
import { logToErrors } from './log.ts';
import { openStandingDatabase } from './standing-database.ts';

export const recoverCommand: Command = {
  summary: 'Let somebody in again who lost the password, and maybe the second factor, when no operator can help.',
  usage: 'recover --email ADDRESS [--second-factor]',
  help: `Prints a link with which the account that has this e-mail sets a new password; it works once, for half an hour. Whoever may read
the data folder or the settings of the database may do this, so it is for whoever runs the machine. It is written into the audit
trail. Works while Holdfast runs and while it does not; the link needs it to run.

  --email          whose account it is
  --second-factor  remove the second factor and its recovery codes as well`,
  flags: { email: 'text', 'second-factor': 'switch' },
  run: async ({ settings: { config }, rest, print, overrides }) => {
    const email = rest.findLast((word) => word.startsWith('--email='))?.slice('--email='.length);
    if (email === undefined || email === '') throw new UsageError('Say whose account it is: recover --email ADDRESS.');
    const log = logToErrors(config);
    const lifecycle = createLifecycle(log, systemClock);
    try {
      const database = await openStandingDatabase({ config, overrides, lifecycle, log });
      // a node that runs, or the next that starts, puts the entries into their chains
      const audit = createAudit({ soon: () => {}, close: async () => {} }, createIds(systemClock));
      const wish = { email, withoutSecondFactor: rest.includes('--second-factor') };
      const done = await recover({ database, audit, url: urlOf(config) }, wish);
      if (done === undefined) throw new OperatorError(`No account has the e-mail ${email}.`);
      print(told(done));
    } finally {
      await lifecycle.closeAll();
    }
    return EXIT.fine;
  },
};

const urlOf = ({ HOLDFAST_PUBLIC_URL: publicUrl, HOLDFAST_HOST: host, HOLDFAST_HTTP_PORT: port }: Config): URL =>
  publicUrl ?? new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);

const told = ({ email, link, expires_at, isShutOut, hadSecondFactor }: Recovered): string =>
  [
    `${email} sets a new password at`,
    '',
    `  ${link}`,
    '',
    `until ${expires_at}. Whoever opens it first does.`,
    ...(hadSecondFactor ? ['The second factor is removed: set up a new one after signing in.'] : []),
    ...(isShutOut ? ['The account is shut out of the instance; an operator lets it in again.'] : []),
  ].join('\n');
