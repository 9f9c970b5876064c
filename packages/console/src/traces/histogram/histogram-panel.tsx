import { counted } from '../../text/count.ts';
import { spanOfTime } from '../../text/span-of-time.ts';
import type { TimedHistogram } from '../list/use-overview.ts';
import { barsOf, ceilingOf } from './bars.ts';
import { Histogram } from './histogram.tsx';

interface HistogramPanelProps {
  readonly histogram: { readonly data: TimedHistogram | undefined; readonly failed: boolean };
  readonly onNarrow: (from: number, to: number) => void;
}

export const HistogramPanel = ({ histogram: { data, failed }, onNarrow }: HistogramPanelProps) => {
  const bars = data === undefined ? [] : barsOf(data, data.asked);
  const [first] = bars;
  const errors = bars.reduce((all, bar) => all + bar.errors, 0);
  return (
    <section
      aria-label="When traces began"
      className="min-h-[118px] rounded-panel border border-line bg-surface px-4 py-3"
    >
      {bars.length === 0 ? (
        <p className="text-small text-muted">
          {failed
            ? 'How many began when is not known just now.'
            : data === undefined
              ? 'Counting …'
              : 'No trace began then.'}
        </p>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-2 text-small text-muted">
            <span>
              up to {counted(ceilingOf(bars), 'trace')} in {spanOfTime((first?.to ?? 0) - (first?.from ?? 0))}
            </span>
            <span className="ml-auto flex items-center gap-1.5">
              <span aria-hidden="true" className="size-2.5 bg-info" /> began
            </span>
            <span className="flex items-center gap-1.5">
              <span aria-hidden="true" className="size-2.5 bg-bad" /> of them failed: {errors}
            </span>
          </p>
          <Histogram bars={bars} onNarrow={onNarrow} />
        </>
      )}
    </section>
  );
};
