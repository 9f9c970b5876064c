import { HoldfastError } from '@holdfast/client/holdfast-error';
import { Button } from '../controls/button.tsx';
import { ProblemFacts } from '../states/problem-facts.tsx';
import { ClockTime } from '../text/clock-time.tsx';
import type { Failing } from './live.ts';

interface StaleBannerProps {
  readonly failing: Failing;
  readonly knownAt: number;
  readonly onRetry: () => void;
}

/** What is shown below is old: it says how old, why, and that somebody is trying. */
export const StaleBanner = ({ failing, knownAt, onRetry }: StaleBannerProps) => (
  <div className="flex flex-wrap items-start gap-x-6 gap-y-3 rounded-panel border border-warn bg-warn-soft px-4 py-3">
    <div className="grid min-w-0 flex-1 basis-72 gap-1">
      <strong className="font-semibold text-warn">
        Not known since <ClockTime at={failing.since} />
      </strong>
      <p>
        {failing.error.message} What you see is how it was at <ClockTime at={knownAt} />. This page tries again every 5
        seconds.
      </p>
      {failing.error instanceof HoldfastError && <ProblemFacts error={failing.error} />}
    </div>
    <Button onClick={onRetry}>Try now</Button>
  </div>
);
