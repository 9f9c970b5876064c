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
  for (const { promised, scenario } of select(await loadCatalogue(), options)) {
    const { id, tier, kind, title } = promised;
    say(
      `${id}  ${tier.padEnd(8)} ${kind.padEnd(14)} ${scenario === undefined ? '(no proof yet) ' : ''}${scenario?.claim ?? title}`,
    );
  }
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

/** `npm run prove`, and what `holdfast prove` runs. */
export const main = async (argv: readonly string[]): Promise<number> => {
  try {
    return await run(parseOptions(argv));
  } catch (failure) {
    if (!(failure instanceof WrongUsage)) throw failure;
    process.stderr.write(`${failure.message}\n\n${USAGE}`);
    return WRONG_USAGE;
  }
};

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2));
  // clients of a scenario that fell short may go on asking nodes that are gone: nobody waits for them
  process.stdout.write('', () => process.exit());
}
