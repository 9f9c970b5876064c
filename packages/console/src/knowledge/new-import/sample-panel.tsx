import type { DryRun } from '@holdfast/protocol/knowledge/imports';
import { Panel } from '../../controls/panel.tsx';
import { countOf } from '../../text/count.ts';
import { TagList } from '../tag-list.tsx';

const SHOWN = 5;
const PREVIEW = 400;

/** The first pairs as they would be stored. */
export const SamplePanel = ({ sample, note }: Pick<DryRun, 'sample'> & { readonly note: string }) => (
  <Panel title="How the first pairs would be" note={note}>
    {sample.length === 0 ? (
      <p className="px-4 py-3 text-muted">None of the rows can be read as a pair.</p>
    ) : (
      <ol aria-label="Sample">
        {sample.slice(0, SHOWN).map(({ row, line, question, answer, phrasings, tags }) => (
          <li
            key={row}
            className="grid grid-cols-[48px_minmax(0,1fr)] gap-x-3 border-t border-line px-4 py-2.5 first:border-t-0"
          >
            <span title={`row ${row}`} className="text-right text-small leading-5 text-muted">
              <span className="sr-only">line </span>
              {countOf(line)}
            </span>
            <div className="grid min-w-0 gap-1 wrap-anywhere">
              <p className="font-semibold">{question}</p>
              <p className="whitespace-pre-wrap">
                {answer.slice(0, PREVIEW)}
                {answer.length > PREVIEW && ' …'}
              </p>
              {phrasings.length > 0 && <p className="text-small text-muted">also: {phrasings.join(' · ')}</p>}
              {tags.length > 0 && <TagList tags={tags} />}
            </div>
          </li>
        ))}
      </ol>
    )}
  </Panel>
);
