import type { Feed, FeedPull } from '@holdfast/protocol/knowledge/feeds';
import { Mark, type MarkLook } from '../../look/mark.tsx';

const HEALTH: Readonly<Record<Feed['health']['status'], MarkLook & { readonly word: string }>> = {
  new: { tone: 'none', shape: 'ring', word: 'not pulled yet' },
  healthy: { tone: 'ok', shape: 'check', word: 'healthy' },
  failing: { tone: 'bad', shape: 'cross', word: 'failing' },
};

const PULLS: Readonly<Record<FeedPull['status'], MarkLook & { readonly word: string }>> = {
  pending: { tone: 'info', shape: 'run', word: 'under way' },
  retrying: { tone: 'warn', shape: 'clock', word: 'tried again' },
  imported: { tone: 'ok', shape: 'check', word: 'imported' },
  unchanged: { tone: 'none', shape: 'dash', word: 'unchanged' },
  dead_letter: { tone: 'bad', shape: 'cross', word: 'dead letter' },
  cancelled: { tone: 'none', shape: 'slash', word: 'cancelled' },
};

/** How a feed fares; that it is paused goes before. */
export const HealthMark = ({ feed: { paused, health } }: { readonly feed: Pick<Feed, 'paused' | 'health'> }) => {
  const { word, ...look } = HEALTH[health.status];
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {paused && (
        <Mark tone="none" shape="slash">
          paused
        </Mark>
      )}
      {!(paused && health.status === 'new') && <Mark {...look}>{word}</Mark>}
    </span>
  );
};

export const PullMark = ({ status }: Pick<FeedPull, 'status'>) => {
  const { word, ...look } = PULLS[status];
  return <Mark {...look}>{word}</Mark>;
};

export const isUnderWay = (pull: Pick<FeedPull, 'ended_at'> | null): boolean => pull !== null && pull.ended_at === null;
