import { CAPABILITY_NAMES } from '../catalogue/id-list.ts';
import { KINDS, NEEDS, TIERS } from '../scenario.ts';

export const USAGE = `Starts real processes of Holdfast, breaks what is around them, and looks at what is left.

Usage: npm run prove -- [options]      (or: npm run holdfast -- prove [options])

Which promises, each a list with commas, each with its negation (--not-kind chaos):
  --tier T         ${TIERS.join(', ')} (pr unless said otherwise, or unless --id names some)
  --kind K         ${KINDS.slice(0, 6).join(', ')},
                   ${KINDS.slice(6).join(', ')}
  --id A,B         by their ids: DAT-01,SYS-04
  --capability C   ${CAPABILITY_NAMES.join(', ')}
  --needs N        ${NEEDS.join(', ')}

How:
  --seed N         the chances of an earlier run again; it is printed at the start of each
  --bars FILE      figures of your own to be measured against, in the form of packages/proving/src/bars.json
  --concurrency N  how many scenarios run beside each other (2)
  --target URL     asks a live deployment only what does no harm there, and says what is left out
  --json FILE      writes the report as JSON as well
  --html FILE      writes the report as one page that needs nothing else
  --data FOLDER    leaves the report in a data folder, where the console shows it
  --replace        lets a run of a choice take the place of a report over the whole that is there
  --save-baseline  adds the figures to those of this machine, against which later runs are compared
  --coverage       counts which lines the server's processes ran, into coverage/raw/proofs
  --list           says what would run, and runs nothing
  --help           this

Exit code: 0 when nothing that ran failed, 1 when something did, 2 for a wrong command line.
`;
