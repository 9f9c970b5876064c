import type { DecisionFigures, DecisionStatistics } from '@holdfast/protocol/decisions/statistics';
import { decisionStatistics } from '@holdfast/protocol/decisions/statistics';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { useLive } from '../../live/use-live.ts';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { useMe } from '../../session/use-me.ts';
import { countOf } from '../../text/count.ts';
import { durationInFull } from '../../text/duration.ts';
import { spanOfTime } from '../../text/span-of-time.ts';
import { actorWords } from '../actor-words.ts';
import { DecisionsTabs } from '../decisions-tabs.tsx';
import { PriorityMark } from '../marks.tsx';
import { Tiles } from './tiles.tsx';

type TimeToDecide = DecisionFigures['seconds_to_decide'];

const secondsOf = (seconds: number | undefined) =>
  seconds === undefined ? <Nothing /> : durationInFull(seconds * 1e9);

const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

const shareOf = (share: number | null) => (share === null ? <Nothing /> : PERCENT.format(share));

interface Figured {
  readonly seconds_to_decide: TimeToDecide;
  readonly in_time: number | null;
  readonly within_3_s: number | null;
}

const figuresOf = <Row extends Figured>(): readonly Column<Row>[] => [
  { heading: 'p50', isNumber: true, cell: ({ seconds_to_decide: time }) => secondsOf(time?.p50) },
  { heading: 'p90', isNumber: true, cell: ({ seconds_to_decide: time }) => secondsOf(time?.p90) },
  { heading: 'In time', isNumber: true, cell: ({ in_time: share }) => shareOf(share) },
  { heading: 'Within 3 s', isNumber: true, cell: ({ within_3_s: share }) => shareOf(share) },
];

type ByPriority = DecisionStatistics['by_priority'][number];
type ByKind = DecisionStatistics['by_kind'][number];
type ByDecider = DecisionStatistics['by_decider'][number];

const GRID = 'lg:grid-cols-[minmax(0,1fr)_repeat(6,88px)]';

const PRIORITY_COLUMNS: readonly Column<ByPriority>[] = [
  { heading: 'Priority', cell: ({ priority }) => <PriorityMark priority={priority} /> },
  { heading: 'Waiting', isNumber: true, cell: ({ pending }) => countOf(pending) },
  { heading: 'Over', isNumber: true, cell: ({ total }) => countOf(total) },
  ...figuresOf<ByPriority>(),
];

const KIND_COLUMNS: readonly Column<ByKind>[] = [
  { heading: 'Kind', cell: ({ kind }) => <code className="font-mono">{kind}</code> },
  { heading: 'Over', isNumber: true, cell: ({ total }) => countOf(total) },
  { heading: 'Expired', isNumber: true, cell: ({ expired }) => shareOf(expired) },
  ...figuresOf<ByKind>(),
];

const deciderColumns = (me: string | undefined): readonly Column<ByDecider>[] => [
  { heading: 'Who', cell: ({ by }) => actorWords(by, me) },
  { heading: 'Approved', isNumber: true, cell: ({ approved }) => countOf(approved) },
  { heading: 'Rejected', isNumber: true, cell: ({ rejected }) => countOf(rejected) },
  { heading: 'Taken back', isNumber: true, cell: ({ cancelled }) => countOf(cancelled) },
  ...figuresOf<ByDecider>(),
];

const Nobody = ({ children }: { readonly children: string }) => <p className="px-4 py-3 text-muted">{children}</p>;

interface StatisticsViewProps {
  readonly statistics: DecisionStatistics;
  readonly now: number;
}

const StatisticsView = ({ statistics, now }: StatisticsViewProps) => {
  const { waiting, decided, by_priority: priorities, by_kind: kinds, by_decider: deciders, whole } = statistics;
  const me = useMe()?.workspace?.member_id;
  const time = decided.seconds_to_decide;
  return (
    <>
      {!whole && <p className="text-muted">There are more than are counted: the latest 100,000 are.</p>}
      <Tiles
        tiles={[
          ['Waiting', countOf(waiting.pending)],
          [
            'The oldest for',
            waiting.oldest_since === null ? <Nothing key="none" /> : spanOfTime(now - Date.parse(waiting.oldest_since)),
          ],
          ['Time to decide, p50', secondsOf(time?.p50)],
          ['Time to decide, p90', secondsOf(time?.p90)],
          ['Time to decide, p95', secondsOf(time?.p95)],
          ['In time', shareOf(decided.in_time)],
          ['Expired', shareOf(decided.expired)],
          ['Decided within 3 s', shareOf(decided.within_3_s)],
        ]}
      />
      <Panel title="By priority">
        <Table
          label="By priority"
          columns={PRIORITY_COLUMNS}
          grid={GRID}
          rows={priorities}
          keyOf={({ priority }) => priority}
        />
      </Panel>
      <Panel title="By who decided" note="What people decided within 3 s they hardly read">
        {deciders.length === 0 ? (
          <Nobody>Nobody has decided anything in this time.</Nobody>
        ) : (
          <Table
            label="By who decided"
            columns={deciderColumns(me)}
            grid={GRID}
            rows={deciders}
            keyOf={({ by }) => by.id ?? ''}
          />
        )}
      </Panel>
      <Panel title="By kind">
        {kinds.length === 0 ? (
          <Nobody>Nothing is over in this time.</Nobody>
        ) : (
          <Table label="By kind" columns={KIND_COLUMNS} grid={GRID} rows={kinds} keyOf={({ kind }) => kind} />
        )}
      </Panel>
    </>
  );
};

const DAYS = [1, 7, 30, 90] as const;
const USUAL = 30;

/** How many wait, and how fast, by whom and how much in time the others were decided. */
export const StatisticsPage = () => {
  const word = useSearchWord('days');
  const days = DAYS.find((one) => String(one) === word) ?? USUAL;
  const live = useLive<DecisionStatistics>({
    key: ['decision-statistics', days],
    // they count up to 100,000 decisions: once is enough until somebody wants them anew
    isResting: () => true,
    ask: (holdfast, signal) => holdfast.call(decisionStatistics, { query: { days } }, { signal }),
  });
  return (
    <>
      <LiveHeader title="Statistics of decisions" live={live} />
      <DecisionsTabs />
      <div className="px-4 pt-4 md:px-6">
        <FilterChips
          label="The last"
          chips={DAYS.map((one) => ({
            label: one === 1 ? 'day' : `${one} days`,
            to: paths.decisionStatistics({ days: one === USUAL ? undefined : String(one) }),
            isChosen: one === days,
          }))}
        />
      </div>
      <LiveView live={live} what="the statistics">
        {({ body, serverAt }) => <StatisticsView statistics={body} now={serverAt} />}
      </LiveView>
    </>
  );
};
