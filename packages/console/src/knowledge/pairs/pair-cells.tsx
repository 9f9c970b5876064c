import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { ReactNode } from 'react';
import { Nothing } from '../../controls/nothing.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { paths } from '../../routing/paths.ts';
import { Ago } from '../../text/ago.tsx';
import { TagList } from '../tag-list.tsx';
import { EmbeddingMark } from './embedding-mark.tsx';
import { ValidityMark } from './validity-mark.tsx';

export const PAIRS_GRID =
  'grid-cols-[20px_minmax(0,1fr)] lg:grid-cols-[20px_minmax(0,1fr)_minmax(0,132px)_minmax(0,104px)_96px_84px]';

const PREVIEW = 240;

/** The beginning of an answer in one line, without the marks of Markdown that people write most. */
const previewOf = (answer: string): string =>
  answer
    .slice(0, PREVIEW)
    .replaceAll(/\*\*|`|^#+ |^> /gmu, '')
    .replaceAll(/\s+/gu, ' ');

const Cell = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div role="cell" className="min-w-0 max-lg:flex max-lg:gap-1.5 max-lg:has-[[data-nothing]]:hidden">
    <span className="text-small leading-5 text-muted lg:sr-only">{label}</span>
    {children}
  </div>
);

interface PairCellsProps {
  readonly pair: Pair;
  readonly now: number;
  readonly isChosen: boolean;
  /** `isStretch`: all from the one chosen last. */
  readonly onChoose: (isStretch: boolean) => void;
}

/** A pair in two lines; on a phone a card. */
export const PairCells = ({ pair, now, isChosen, onChoose }: PairCellsProps) => (
  <>
    <div role="cell" className="relative z-[1] self-start lg:self-center">
      <input
        type="checkbox"
        aria-label={`Choose: ${pair.question}`}
        checked={isChosen}
        onChange={({ nativeEvent }) => onChoose((nativeEvent as MouseEvent).shiftKey)}
        className="block size-5 accent-accent"
      />
    </div>
    <div role="rowheader" className="min-w-0">
      <span className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 truncate font-semibold">
          <RowLink to={paths.pair(pair.id)}>{pair.question}</RowLink>
        </span>
        <ValidityMark pair={pair} now={now} />
      </span>
      <span className="block truncate text-small font-normal text-muted">{previewOf(pair.answer)}</span>
    </div>
    <div className="contents max-lg:col-start-2 max-lg:flex max-lg:flex-wrap max-lg:items-center max-lg:gap-x-3 max-lg:gap-y-1">
      <div role="cell" className="min-w-0 empty:max-lg:hidden">
        {pair.tags.length > 0 && <TagList tags={pair.tags} most={2} />}
      </div>
      <Cell label="Source">
        {pair.source === '' ? <Nothing /> : <span className="block truncate text-small">{pair.source}</span>}
      </Cell>
      <div role="cell">
        <EmbeddingMark status={pair.embedding_status} />
      </div>
      <div role="cell" className="text-small text-muted lg:text-right">
        <Ago at={pair.updated_at} now={now} />
      </div>
    </div>
  </>
);
