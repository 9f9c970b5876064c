import {
  AGGREGATE_GROUPS,
  type AggregateGroup,
  getTraceAggregates,
  type TraceAggregates,
} from '@holdfast/protocol/traces/overview';
import { useRouterState } from '@tanstack/react-router';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { Panel } from '../../controls/panel.tsx';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { useLive } from '../../live/use-live.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths, type Words } from '../../routing/paths.ts';
import { refusalOf } from '../../states/refusal.ts';
import { StateFrame } from '../../states/state-frame.tsx';
import { readShown } from '../filters/shown-traces.ts';
import { RANGES, timeOf, USUAL_RANGE } from '../filters/time-range.ts';
import { TracesTabs } from '../traces-tabs.tsx';
import { FIGURE_KINDS, filterOf, type FigureKind } from './figure-kinds.ts';
import { FiguresTable } from './figures-table.tsx';
import { LinesKey, SmallMultiple } from './small-multiple.tsx';

interface ShownFigures {
  readonly by: AggregateGroup;
  readonly kind: FigureKind;
  readonly range: string | undefined;
}

const readFigures = (search: string): ShownFigures | undefined => {
  const words = new URLSearchParams(search);
  const kind = FIGURE_KINDS.find(({ word }) => word === words.get('figure')) ?? FIGURE_KINDS[0];
  const by = AGGREGATE_GROUPS.find((one) => one === words.get('by')) ?? 'model';
  return kind && { by, kind, range: readShown(search).range };
};

const pathOf = ({ by, kind, range }: ShownFigures): string =>
  paths.traceFigures({
    by: by === 'model' ? undefined : by,
    figure: kind === FIGURE_KINDS[0] ? undefined : kind.word,
    range,
  });

const Filters = ({ shown }: { readonly shown: ShownFigures }) => (
  <div className="grid gap-2 px-4 pt-4 md:px-6">
    <FilterChips
      label="By"
      chips={AGGREGATE_GROUPS.map((by) => ({ label: by, to: pathOf({ ...shown, by }), isChosen: by === shown.by }))}
    />
    <FilterChips
      label="Time"
      chips={RANGES.map(([word, label]) => ({
        label,
        to: pathOf({ ...shown, range: word === USUAL_RANGE ? undefined : word }),
        isChosen: word === (shown.range ?? USUAL_RANGE),
      }))}
    />
    <FilterChips
      label="Drawn"
      chips={FIGURE_KINDS.map((kind) => ({
        label: kind.label,
        to: pathOf({ ...shown, kind }),
        isChosen: kind === shown.kind,
      }))}
    />
  </div>
);

const Multiples = ({
  shown: { by, kind, range },
  body: { groups, step_seconds: step },
}: {
  readonly shown: ShownFigures;
  readonly body: TraceAggregates;
}) => {
  const times = groups.flatMap(({ over_time: some }) => some.map(({ at }) => Date.parse(at)));
  const most = groups
    .flatMap(({ over_time: some }) => some.flatMap((figures) => kind.lines.flatMap(([, of]) => of(figures) ?? [])))
    .reduce((high, value) => Math.max(high, value), 0);
  const [from, to] = [Math.min(...times), Math.max(...times) + step * 1_000];
  return (
    <Panel title={`${kind.label} over time`} note={<LinesKey kind={kind} />}>
      <p className="px-4 pt-3 text-small text-muted">All are drawn to one scale: their height is {kind.say(most)}.</p>
      <ul className="grid gap-x-6 gap-y-4 p-4 sm:grid-cols-2 xl:grid-cols-3">
        {groups.map((group) => {
          const filter = filterOf(by, group.value);
          const name = group.value === '' ? 'unnamed' : group.value;
          return (
            <li key={group.value} className="min-w-0">
              <p className="truncate text-small font-semibold">
                {filter === undefined ? (
                  name
                ) : (
                  <PageLink
                    to={paths.traces({ ...filter, range })}
                    isHere={false}
                    className="text-accent underline-offset-2 hover:underline"
                  >
                    {name}
                  </PageLink>
                )}
              </p>
              <SmallMultiple group={group} kind={kind} from={from} to={to} most={most} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
};

const Figures = ({ shown }: { readonly shown: ShownFigures }) => {
  const { by, range } = shown;
  const live = useLive<TraceAggregates>({
    key: ['trace-figures', by, range],
    ask: (holdfast, signal) =>
      holdfast.call(
        getTraceAggregates,
        { query: { group_by: by, ...timeOf(range === undefined ? {} : { range }, Date.now()) } },
        { signal },
      ),
    isResting: () => true,
  });
  const time: Words = { range };
  const isRefused = live.known === undefined && refusalOf(live.failing?.error) !== undefined;
  return (
    <>
      <LiveHeader title="Figures" live={live} hasRhythm={false} />
      <TracesTabs />
      {!isRefused && <Filters shown={shown} />}
      <LiveView live={live} what="the figures">
        {({ body }) =>
          body.groups.length === 0 ? (
            <StateFrame title="No span says its kind here">
              <p>
                In this time no span names what these figures are by. Choose another time, or something else to tell
                them apart by.
              </p>
            </StateFrame>
          ) : (
            <>
              <Panel title={`By ${by}`} note="Those with the most spans first, 20 at most">
                <FiguresTable by={by} groups={body.groups} time={time} />
              </Panel>
              <Multiples shown={shown} body={body} />
            </>
          )
        }
      </LiveView>
    </>
  );
};

export const FiguresPage = () => {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const shown = readFigures(search);
  return shown === undefined ? undefined : <Figures shown={shown} />;
};
