import type { Figure } from '@holdfast/protocol/proofs/figure';
import { Mark } from '../look/mark.tsx';
import { bulletScale } from './bullet-scale.ts';
import { withUnit } from './digits.ts';

const WIDTH = 200;
const HEIGHT = 14;

const barWords = ({ bar }: Figure): string =>
  bar === undefined ? '' : `${bar.better === 'lower' ? 'at most' : 'at least'} ${withUnit(bar.ours, bar.unit)}`;

const MOVED = {
  better: { tone: 'ok', shape: 'check', word: 'better than before' },
  worse: { tone: 'warn', shape: 'triangle', word: 'worse than before' },
  changed: { tone: 'info', shape: 'dash', word: 'not as before' },
} as const;

/** The good side of the bar is shaded, so that one sees on which side a figure should be. */
const Bullet = ({ figure }: { readonly figure: Figure }) => {
  const scale = bulletScale(figure);
  if (scale === undefined || figure.bar === undefined) return undefined;
  const at = scale.bar * WIDTH;
  const isLower = figure.bar.better === 'lower';
  return (
    <svg
      role="img"
      aria-label={`${figure.name}: ${withUnit(figure.value, figure.unit)}, claimed ${barWords(figure)}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-3.5 w-full"
    >
      <rect y="1" width={WIDTH} height={HEIGHT - 2} className="fill-sunken" />
      <rect x={isLower ? 0 : at} y="1" width={isLower ? at : WIDTH - at} height={HEIGHT - 2} className="fill-ok-soft" />
      <rect
        y="4.5"
        width={Math.max(1.5, scale.measured * WIDTH)}
        height={HEIGHT - 9}
        className={figure.kept === false ? 'fill-bad' : 'fill-accent'}
      />
      <rect x={at - 1} width="2" height={HEIGHT} className="fill-ink" />
    </svg>
  );
};

const Before = ({ figure: { baseline, unit } }: { readonly figure: Figure }) => {
  if (baseline === undefined || baseline.moved === null) return undefined;
  const { word, ...look } = MOVED[baseline.moved];
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Mark {...look}>{word}</Mark>
      median {withUnit(baseline.median, unit)} of {baseline.runs} runs, usually within {withUnit(baseline.noise, unit)}
    </span>
  );
};

/** A measured value, the bar it had to keep, what others do, and what this machine measured before. */
export const FigureBullet = ({ figure }: { readonly figure: Figure }) => (
  <li className="grid items-center gap-x-4 gap-y-1 text-small lg:grid-cols-[minmax(0,200px)_96px_200px_minmax(0,1fr)]">
    <span className="text-muted wrap-anywhere">{figure.name}</span>
    <strong className="font-semibold lg:text-right">{withUnit(figure.value, figure.unit)}</strong>
    <Bullet figure={figure} />
    <span className="grid gap-1 text-muted wrap-anywhere lg:col-start-4">
      {figure.bar !== undefined && (
        <span>
          {figure.kept === false && <strong className="font-semibold text-bad">missed: </strong>}
          claimed {barWords(figure)}
          {figure.bar.others !== '' && `; elsewhere ${figure.bar.others}`}
        </span>
      )}
      <Before figure={figure} />
    </span>
  </li>
);
