import { loadCatalogue } from './catalogue.ts';
import { parseOptions, WrongUsage, type Options } from './cli/options.ts';
import { select } from './cli/select.ts';
import { USAGE } from './cli/usage.ts';
import { prove } from './prove.ts';
import { leaveReport } from './report/leave-report.ts';
import { terminalReport } from './report/terminal.ts';

const FINE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

const say = (text: string) => void process.stdout.write(`${text}\n`);

const list = async (options: Options): Promise<number> => {
  const catalogue = await loadCatalogue();
  const selected = select(catalogue, options);
  for (const { promised, scenario } of selected) {
    const { id, tier, kind, title } = promised;
    say(
      `${id}  ${tier.padEnd(8)} ${kind.padEnd(14)} ${scenario === undefined ? '(no proof yet) ' : ''}${scenario?.claim ?? title}`,
    );
  }
  const proved = selected.filter(({ scenario }) => scenario !== undefined).length;
  const chosen = `${selected.length} of ${catalogue.promises.length} promises chosen`;
  say(`\n${chosen}: ${proved} would run, ${selected.length - proved} have no proof yet.`);
  return FINE;
};

const untilInterrupted = (): AbortSignal => {
  const interrupted = new AbortController();
  const give = (name: NodeJS.Signals) => {
    // the second signal is meant: leave at once; what is held is let go of on exit
    if (interrupted.signal.aborted) process.exit(FAILED);
    interrupted.abort(new Error(`given up (${name})`));
  };
  process.on('SIGINT', give);
  process.on('SIGTERM', give);
  return interrupted.signal;
};

const run = async (options: Options): Promise<number> => {
  if (options.help) return (say(USAGE), FINE);
  if (options.list) return list(options);
  const { report, results } = await prove(options, untilInterrupted());
  say(terminalReport(report));
  leaveReport(options, report, results);
  return report.counts.fell_short + report.counts.errored > 0 ? FAILED : FINE;
};

/** One sentence, and where the others are: a page of options would bury it. */
const wrongUsageInWords = ({ message }: WrongUsage): string => {
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}`.replace(/[.]$/u, '');
  return `${sentence}. prove --help says more.`;
};

/** `npm run prove`, and what `holdfast prove` runs. */
export const main = async (argv: readonly string[]): Promise<number> => {
  try {
    return await run(parseOptions(argv));
  } catch (failure) {
    if (!(failure instanceof WrongUsage)) throw failure;
    process.stderr.write(`${wrongUsageInWords(failure)}\n`);
    return WRONG_USAGE;
  }
};

const LEAVE_WITHIN_MS = 5000;

/** What somebody forgot to close keeps nobody waiting who waits for the result. It is named, for it is a defect. */
const leave = (code: number): void => {
  process.exitCode = code;
  const late = (): void => {
    process.stderr.write(`Leaving although this is still open: ${process.getActiveResourcesInfo().join(', ')}\n`);
    process.exit();
  };
  setTimeout(late, LEAVE_WITHIN_MS).unref();
};

if (import.meta.main) leave(await main(process.argv.slice(2)));
