import type { SearchAnswer } from '@holdfast/protocol/knowledge/search';
import { Mark } from '../../look/mark.tsx';

const shareOf = (value: number): string => `${Math.round(value * 100)} %`;

type Scale = Pick<SearchAnswer, 'answered' | 'confidence' | 'threshold'>;

const Track = ({ answered, confidence, threshold }: Scale) => (
  <svg
    role="img"
    aria-label={`Confidence ${shareOf(confidence)}; below ${shareOf(threshold)} it is not answered`}
    viewBox="0 0 1000 28"
    preserveAspectRatio="none"
    className="h-7 w-full"
  >
    <rect y="9" width={threshold * 1_000} height="10" className="fill-warn-soft" />
    <rect x={threshold * 1_000} y="9" width={(1 - threshold) * 1_000} height="10" className="fill-ok-soft" />
    <rect y="9" width={confidence * 1_000} height="10" className={answered ? 'fill-ok' : 'fill-warn'} />
    <rect x={Math.min(997, threshold * 1_000)} y="3" width="3" height="22" className="fill-ink" />
  </svg>
);

/** How sure the search is, and from where on an assistant would answer. */
export const ConfidenceScale = (scale: Scale) => {
  const { answered, confidence, threshold } = scale;
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {answered ? (
          <Mark tone="ok" shape="check">
            it knows
          </Mark>
        ) : (
          <Mark tone="warn" shape="question">
            I do not know
          </Mark>
        )}
        <strong className="font-semibold">{shareOf(confidence)} sure</strong>
        <span>
          {answered
            ? 'The first pair is near enough to answer from.'
            : 'Nothing is near enough: the honest answer is “I do not know”. What came nearest is shown all the same.'}
        </span>
      </p>
      <Track {...scale} />
      <div className="relative h-4 text-small text-muted">
        <span className="absolute left-0">0</span>
        <span className="absolute -translate-x-1/2 whitespace-nowrap" style={{ left: `${threshold * 100}%` }}>
          answers from {shareOf(threshold)}
        </span>
        <span className="absolute right-0">100 %</span>
      </div>
    </div>
  );
};
