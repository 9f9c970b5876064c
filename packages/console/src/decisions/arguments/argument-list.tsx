import type { ReactNode } from 'react';
import { counted } from '../../text/count.ts';
import { type ArgumentRow, argumentRows } from './argument-rows.ts';
import { GivenText } from './given-text.tsx';
import { linesOf, visibleValue } from './visible-text.ts';

const NOTES: Readonly<Record<ArgumentRow['change'], string | undefined>> = {
  none: undefined,
  changed: 'changed',
  added: 'added',
  removed: 'taken away',
};

/** Signs in place of blanks that nobody would see. */
const Blanks = ({ signs }: { readonly signs: string }) =>
  signs !== '' && (
    <span title="blanks at the edge of the text" className="bg-sunken text-warn">
      {signs}
    </span>
  );

const Shown = ({ value }: { readonly value: unknown }) => {
  const lines = linesOf(value);
  if (lines === undefined) return <bdi>{visibleValue(value)}</bdi>;
  return (
    <>
      <span className="font-sans text-muted">a text of {counted(lines.count, 'line')}</span>
      {'\n'}
      <Blanks signs={lines.before} />
      <bdi>{lines.inside}</bdi>
      <Blanks signs={lines.after} />
    </>
  );
};

const Is = ({ value }: { readonly value: unknown }) => (
  <span className="wrap-anywhere whitespace-pre-wrap">
    <Shown value={value} />
  </span>
);

const Was = ({ value }: { readonly value: unknown }) => (
  <del className="text-muted wrap-anywhere whitespace-pre-wrap">
    <span className="sr-only">was </span>
    <Shown value={value} />
  </del>
);

const Arrow = () => (
  <>
    <span aria-hidden="true"> → </span>
    <span className="sr-only">, is </span>
  </>
);

const Value = ({ row }: { readonly row: ArgumentRow }): ReactNode => {
  if (row.change === 'removed') return <Was value={row.was} />;
  if (row.change !== 'changed') return <Is value={row.is} />;
  return (
    <>
      <Was value={row.was} />
      <Arrow />
      <Is value={row.is} />
    </>
  );
};

type Arguments = Readonly<Record<string, unknown>>;

interface ArgumentListProps {
  readonly is: Arguments;
  /** What was asked for, where that may be different. */
  readonly was?: Arguments | undefined;
}

/** Each argument in full; one that was changed stands beside what it was. What is in it is text and nothing else. */
export const ArgumentList = ({ is, was }: ArgumentListProps) => {
  const rows = argumentRows(is, was);
  if (rows.length === 0) return <p className="px-4 py-2 text-muted">It has no arguments.</p>;
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)] sm:grid-cols-[minmax(72px,max-content)_minmax(0,1fr)]">
      {rows.map((row) => (
        <div
          key={row.name}
          className={`col-span-full grid grid-cols-subgrid items-baseline gap-x-6 border-t border-line px-4 py-1.5 first:border-t-0 ${row.change === 'none' ? '' : 'bg-warn-soft'}`}
        >
          <dt className="text-muted wrap-anywhere max-sm:text-small sm:max-w-48">
            <GivenText text={row.name} />
          </dt>
          <dd className="min-w-0 font-mono text-small leading-[18px]">
            <Value row={row} />
            {NOTES[row.change] !== undefined && (
              <span className="pl-3 font-sans text-small text-muted">{NOTES[row.change]}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};
