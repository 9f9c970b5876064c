import { choiceInWords } from '@holdfast/protocol/proofs/over-all';
import type { ReportLine } from './line.ts';
import type { Report } from './report.ts';
import type { Sum } from './sums.ts';
import { baselineInWords, figureInWords, inDigits, OUTCOME_WORDS, reasonInWords, withUnit } from './words.ts';

const INDENT = '            ';

const linesOf = (line: ReportLine): string[] => {
  const time = line.seconds === 0 ? '' : ` (${inDigits(line.seconds)} s)`;
  return [
    `${line.id}  ${OUTCOME_WORDS[line.outcome.kind].padEnd(10)}  ${line.title}${time}`,
    ...reasonInWords(line.outcome).map((reason) => `${INDENT}${reason}`),
    ...line.figures.map((figure) => `${INDENT}${figureInWords(figure)}`),
  ];
};

const table = (title: string, sums: readonly Sum[]): string[] => {
  const width = Math.max(title.length, ...sums.map(({ name }) => name.length));
  const row = (name: string, cells: readonly (string | number)[]) =>
    `  ${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(12)).join('')}`;
  return [
    row(title, ['held', 'fell short', 'not judged', 'not run']),
    ...sums.map((sum) => row(sum.name, [sum.held, sum.fell_short, sum.errored, sum.not_run])),
  ];
};

const movedLines = (lines: readonly ReportLine[]): string[] => {
  const moved = lines.flatMap(({ id, figures }) =>
    figures.flatMap((figure) => {
      const words = baselineInWords(figure);
      return words === undefined ? [] : [`  ${id}  ${figure.name}: ${withUnit(figure.value, figure.unit)}, ${words}`];
    }),
  );
  return moved.length === 0 ? [] : ['', 'Moved by more than its noise on this machine:', ...moved];
};

/** Ids without a proof are named in one line a capability, so that they are seen and do not bury the rest. */
const unprovenLines = (lines: readonly ReportLine[]): string[] =>
  [...Map.groupBy(lines, ({ capability }) => capability)].map(
    ([capability, members]) => `  ${capability}: ${members.map(({ id }) => id).join(' ')}`,
  );

const partialLines = ({ counts, headline, verdict }: Report): string[] => [
  `No verdict: ${choiceInWords(counts)}. That says nothing over all ${headline.promises}.`,
  ...verdict.blockers.map((blocker) => `  - ${blocker}`),
];

const verdictLines = (report: Report): string[] => {
  const { verdict, target, partial } = report;
  if (partial && target === null) return partialLines(report);
  if (verdict.ready) return ['Verdict: READY. Every chosen promise that matters holds here.'];
  const title =
    target === null
      ? 'Verdict: NOT READY. What stands against it:'
      : 'No verdict: a live deployment is asked only what does no harm there.';
  return [title, ...verdict.blockers.map((blocker) => `  - ${blocker}`)];
};

export const headline = ({ headline: { promises, held, not_proven }, counts }: Report): string =>
  `Of ${promises} promises ${held} held, ${counts.fell_short} fell short, ${not_proven} are not proven ` +
  `(not chosen, not run, or not judged).`;

export const lastLine = ({ counts }: Report): string =>
  `${counts.held} passed, ${counts.fell_short + counts.errored} failed, ${counts.not_run} skipped`;

/** What was left out is named by its reason, and each reason once. */
const leftOutLines = (lines: readonly ReportLine[]): string[] =>
  [...Map.groupBy(lines, ({ outcome }) => (outcome.kind === 'not-run' ? outcome.reason : ''))].flatMap(
    ([reason, members]) => [`  ${reason}:`, `    ${members.map(({ id }) => id).join(' ')}`],
  );

const judgedLines = ({ lines, target }: Report): string[] => {
  const proved = lines.filter(({ claim }) => claim !== null);
  if (target === null) return proved.flatMap(linesOf);
  const [leftOut, ran] = [proved.filter(isLeftOut), proved.filter((line) => !isLeftOut(line))];
  return [`Asked of ${target}:`, '', ...ran.flatMap(linesOf), '', 'Left out:', ...leftOutLines(leftOut)];
};

const isLeftOut = ({ outcome }: ReportLine): boolean => outcome.kind === 'not-run';

export const terminalReport = (report: Report): string => {
  const { machine, calibration } = report;
  const proved = report.lines.filter(({ claim }) => claim !== null);
  const unproven = report.lines.filter(({ claim }) => claim === null);
  return [
    '',
    ...judgedLines(report),
    ...(unproven.length === 0 ? [] : ['', 'Chosen, and without a proof yet:', ...unprovenLines(unproven)]),
    ...movedLines(proved),
    '',
    ...table('capability', report.by_capability),
    '',
    ...table('kind', report.by_kind),
    '',
    `Machine: ${machine.processor}, ${machine.cores} cores, ${machine.memory_gib} GiB, ${machine.system}`,
    ...(report.target === null
      ? ['Data folders: in memory for the tier pr where there is room, on disk otherwise.']
      : []),
    `Calibration: sha256 ${inDigits(calibration.sha256_mb_per_s)} MB/s, fsync ${inDigits(calibration.fsync_per_s)}/s on disk, ` +
      `loopback round trip ${inDigits(calibration.loopback_round_trip_us)} us`,
    `Holdfast ${report.version}, Node ${machine.node}, seed ${report.seed}, ${inDigits(report.seconds)} s`,
    '',
    ...report.remarks,
    headline(report),
    ...verdictLines(report),
    '',
    lastLine(report),
  ].join('\n');
};
