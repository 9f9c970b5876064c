import type { ReactNode } from 'react';
import { Mark } from '../look/mark.tsx';
import { rateOf } from './pace.ts';
import { ProgressBar } from './progress-bar.tsx';
import { amountOf, leftWords, type ProgressReading, rateWords } from './progress-words.ts';
import { useCalmText } from './use-calm-text.ts';
import { usePace } from './use-pace.ts';

interface ProgressProps {
  readonly label: string;
  readonly reading: ProgressReading;
  /** What the server reckons of it, which knows it sooner than this page. */
  readonly told?: { readonly rate: number; readonly leftMs: number } | undefined;
  readonly state: 'running' | 'waiting' | 'finished' | 'failed';
  /** What stops it, where it can be stopped. */
  readonly cancel?: ReactNode;
}

const ANNOUNCED_MS = 10_000;

const FILLS = { running: 'fill-accent', waiting: 'fill-line-strong', finished: 'fill-ok', failed: 'fill-bad' } as const;

const ENDS = {
  waiting: (
    <Mark tone="none" shape="ring">
      not moving
    </Mark>
  ),
  finished: (
    <Mark tone="ok" shape="check">
      finished
    </Mark>
  ),
  failed: (
    <Mark tone="bad" shape="cross">
      failed
    </Mark>
  ),
} as const;

const shareOf = ({ done, total }: ProgressReading, state: ProgressProps['state']): number | undefined => {
  if (total === null) return state === 'finished' ? 1 : undefined;
  return total === 0 ? 1 : Math.min(1, done / total);
};

/** How far long work is, how fast it goes and how long it still takes. The same for every kind of it. */
export const Progress = ({ label, reading, told, state, cancel }: ProgressProps) => {
  const { pace, step } = usePace(reading, reading.total, told?.leftMs);
  const amount = amountOf(reading);
  const left = leftWords(step, reading.total);
  const isRunning = state === 'running';
  const words = isRunning ? `${amount}, ${left}` : `${amount}, ${state}`;
  const share = shareOf(reading, state);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <strong className="text-title font-semibold">
          {share === undefined ? amount : `${Math.floor(share * 100)} %`}
        </strong>
        {share !== undefined && <span>{amount}</span>}
        {isRunning && <span className="text-muted">{rateWords(told?.rate ?? rateOf(pace), reading.unit)}</span>}
        <span className="ml-auto font-semibold">{isRunning ? left : ENDS[state]}</span>
      </div>
      <ProgressBar label={label} share={isRunning ? share : (share ?? 0)} words={words} fill={FILLS[state]} />
      {isRunning && cancel !== undefined && <div className="flex justify-end pt-1">{cancel}</div>}
      <p role="status" className="sr-only">
        {useCalmText(words, ANNOUNCED_MS)}
      </p>
    </div>
  );
};
