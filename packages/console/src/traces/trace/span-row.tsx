import { memo } from 'react';
import { ChevronIcon } from '../../look/icons.tsx';
import { durationInFull } from '../../text/duration.ts';
import { skewOf } from './layout/skew.ts';
import type { SpanNode } from './layout/span-node.ts';
import { barIn } from './layout/time-axis.ts';
import { fillOf, typeWord } from './span-look.ts';
import type { RowSetting } from './waterfall-state.ts';

export const ROW_PX = 30;
export const ROW_GRID = 'grid grid-cols-[minmax(0,1fr)_72px_88px] sm:grid-cols-[minmax(180px,2fr)_minmax(0,3fr)_92px]';
const INDENT_PX = 14;
/** Deeper than this, rows are not moved further to the right. */
const MOST_INDENTS = 14;

export const nameOf = ({ span, key }: SpanNode): string =>
  span === undefined
    ? `Parent ${key.slice('missing '.length)} was not received`
    : span.name === ''
      ? 'unnamed'
      : span.name;

const noteOf = ({ span }: SpanNode): string => {
  if (span === undefined) return '';
  const { type, model, tool, service, name } = span;
  const about = [model, tool].find((word) => word !== null && !name.includes(word));
  return [typeWord(type), about, service]
    .filter((word) => word !== null && word !== undefined && word !== '')
    .join(' · ');
};

const Failed = () => (
  <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3 shrink-0 fill-none stroke-bad" strokeWidth="2">
    <path d="m2.5 2.5 7 7M9.5 2.5l-7 7" />
  </svg>
);

interface NameProps {
  readonly node: SpanNode;
  readonly hasChildren: boolean;
  readonly isFolded: boolean;
  readonly hasSkew: boolean;
}

const Name = ({ node, hasChildren, isFolded, hasSkew }: NameProps) => {
  const note = noteOf(node);
  return (
    <div
      role="rowheader"
      className="flex min-w-0 items-center gap-1.5 pr-2"
      style={{ paddingLeft: 8 + Math.min(node.depth, MOST_INDENTS) * INDENT_PX }}
    >
      <span
        data-fold=""
        aria-hidden="true"
        className={`grid size-4 shrink-0 place-items-center text-muted ${isFolded ? '' : 'rotate-90'} ${hasChildren ? '' : 'invisible'}`}
      >
        <ChevronIcon />
      </span>
      {node.span?.status === 'error' && <Failed />}
      <span
        className={`truncate ${node.span?.status === 'error' ? 'text-bad' : ''} ${node.span === undefined ? 'text-muted italic' : ''}`}
      >
        {node.span?.status === 'error' && <span className="sr-only">failed: </span>}
        {nameOf(node)}
        {note !== '' && <span className="pl-2 text-small text-muted">{note}</span>}
        {hasSkew && <span className="pl-2 text-small text-warn">clock?</span>}
        {node.isCut && <span className="pl-2 text-small text-warn">in a circle</span>}
      </span>
    </div>
  );
};

const Lane = ({
  node,
  setting: { sight, now },
  isOnPath,
}: {
  readonly node: SpanNode;
  readonly setting: RowSetting;
  readonly isOnPath: boolean;
}) => {
  const end = node.end ?? Math.max(now, node.start);
  const bar = barIn(sight, node.start, end);
  if (bar === undefined) {
    return (
      <span
        className={`absolute top-1/2 -translate-y-1/2 text-small text-muted ${end < sight.from ? 'left-0' : 'right-0'}`}
      >
        {end < sight.from ? '‹' : '›'}
      </span>
    );
  }
  const fill = node.span?.status === 'error' ? 'bg-bad' : fillOf(node.span?.type);
  return (
    <span
      className={`absolute top-[9px] h-3 min-w-[3px] rounded-[3px] ${fill} ${node.end === undefined ? 'border-r-2 border-dashed border-ink opacity-80' : ''} ${isOnPath ? 'outline-[1.5px] outline-ink outline-solid' : ''}`}
      style={{ left: `min(${bar.left}%, calc(100% - 3px))`, width: `${bar.width}%` }}
    />
  );
};

interface SpanRowProps {
  readonly id: string;
  readonly node: SpanNode;
  readonly place: number;
  /** Which row it is among those that are shown. */
  readonly index: number;
  readonly isFolded: boolean;
  readonly isChosen: boolean;
  readonly setting: RowSetting;
}

/** A span in the tree and beside it where it lies in time. */
export const SpanRow = memo(({ id, node, place, index, isFolded, isChosen, setting }: SpanRowProps) => {
  const { tree, isOnPath, found } = setting;
  const hasChildren = node.until > place + 1;
  const hasSkew = (skewOf(tree, node)?.beginsEarlier ?? 0) > 0;
  const isOn = isOnPath?.[place] === 1;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-level={node.depth + 1}
      aria-posinset={node.place}
      aria-setsize={node.siblings}
      aria-selected={isChosen}
      {...(hasChildren && { 'aria-expanded': !isFolded })}
      data-place={place}
      className={`absolute inset-x-0 cursor-default items-stretch [contain:strict] border-b border-line aria-selected:bg-accent-soft aria-selected:shadow-[inset_2px_0_0_var(--accent)] hover:not-aria-selected:bg-sunken ${found !== undefined && !found.has(place) ? 'opacity-45' : ''} ${ROW_GRID}`}
      style={{ top: index * ROW_PX, height: ROW_PX }}
    >
      <Name node={node} hasChildren={hasChildren} isFolded={isFolded} hasSkew={hasSkew} />
      <div role="gridcell" className="relative overflow-hidden">
        <Lane node={node} setting={setting} isOnPath={isOn} />
        {isOn && <span className="sr-only">on the critical path</span>}
      </div>
      <div role="gridcell" className="self-center truncate pr-3 text-right text-small text-muted">
        {node.end === undefined ? 'open' : durationInFull(node.end - node.start)}
      </div>
    </div>
  );
});
SpanRow.displayName = 'SpanRow';
