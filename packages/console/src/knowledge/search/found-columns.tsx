import type { Found } from '@holdfast/protocol/knowledge/search';
import { Nothing } from '../../controls/nothing.tsx';
import type { Column } from '../../controls/table.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { TagList } from '../tag-list.tsx';
import { Highlighted } from './highlighted.tsx';

/** A pair that was found, and its place among all. */
export interface Placed {
  readonly place: number;
  readonly found: Found;
}

type Leg = NonNullable<Found['ranks']['keyword']>;

const Bar = ({ share, fill }: { readonly share: number; readonly fill: string }) => (
  <svg aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none" className="block h-1 w-full">
    <rect width="100" height="4" className="fill-sunken" />
    <rect width={Math.max(0, Math.min(1, share)) * 100} height="4" className={fill} />
  </svg>
);

interface LegViewProps {
  readonly leg: Leg | null;
  /** The best score of all. */
  readonly best: number;
  readonly fill: string;
}

/** The place by one way of looking, and how good that was beside the best by it. */
const LegView = ({ leg, best, fill }: LegViewProps) => {
  if (leg === null) return <Nothing />;
  if (leg.rank === null && leg.score <= 0) return <span className="text-small text-muted">not found</span>;
  return (
    <span className="grid gap-0.5">
      <span className="flex items-baseline justify-between gap-2">
        {leg.rank === null ? (
          <span className="text-small text-muted">further down</span>
        ) : (
          <span className="font-semibold">#{leg.rank}</span>
        )}
        <span className="text-small text-muted">{leg.score.toFixed(2)}</span>
      </span>
      <Bar share={leg.score / Math.max(best, Number.EPSILON)} fill={fill} />
    </span>
  );
};

const Why = ({ found: { words, phrasing } }: { readonly found: Found }) => (
  <span className="block text-small font-normal text-muted">
    {words.length > 0 ? (
      <>
        has <span className="text-ink">{words.join(', ')}</span>
      </>
    ) : (
      'shares no word'
    )}
    {phrasing !== null && (
      <>
        ; nearest as <span className="text-ink">“{phrasing}”</span>
      </>
    )}
  </span>
);

const PairCell = ({ place, found }: Placed) => (
  <div className="grid gap-0.5 font-normal">
    <span className="flex gap-2">
      <span className="min-w-5 text-right text-muted">{place}.</span>
      <span className="min-w-0">
        <PageLink
          to={paths.pair(found.pair.id)}
          className="font-semibold text-accent underline-offset-2 hover:underline"
        >
          <Highlighted text={found.pair.question} words={found.words} />
        </PageLink>
        <Why found={found} />
        <details className="pt-1">
          <summary className="w-max cursor-pointer text-small text-muted hover:text-ink">Answer</summary>
          <div className="max-w-[76ch] pt-2 pb-1">
            <Markdown text={found.pair.answer} />
          </div>
        </details>
        {found.pair.tags.length > 0 && (
          <span className="block pt-1">
            <TagList tags={found.pair.tags} />
          </span>
        )}
      </span>
    </span>
  </div>
);

const bestOf = (items: readonly Found[], way: 'keyword' | 'vector'): number =>
  items.reduce((best, { ranks }) => Math.max(best, ranks[way]?.score ?? 0), 0);

export const FOUND_GRID = 'lg:grid-cols-[minmax(0,1fr)_112px_112px_112px]';

export const foundColumns = (items: readonly Found[]): readonly Column<Placed>[] => {
  const best = { keyword: bestOf(items, 'keyword'), vector: bestOf(items, 'vector') };
  return [
    { heading: 'Pair', cell: (row) => <PairCell {...row} /> },
    {
      heading: 'By words',
      cell: ({ found }) => <LegView leg={found.ranks.keyword} best={best.keyword} fill="fill-info" />,
    },
    {
      heading: 'By meaning',
      cell: ({ found }) => <LegView leg={found.ranks.vector} best={best.vector} fill="fill-tool" />,
    },
    {
      heading: 'Together',
      cell: ({ place, found }) => (
        <LegView leg={{ rank: place, score: found.score }} best={items[0]?.score ?? 0} fill="fill-accent" />
      ),
    },
  ];
};
