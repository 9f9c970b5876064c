import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { Ago } from '../../text/ago.tsx';
import { Day } from '../../text/day.tsx';
import { idEnd } from '../../text/id-end.ts';
import { EmbeddingMark } from '../pairs/embedding-mark.tsx';
import { ValidityMark } from '../pairs/validity-mark.tsx';
import { TagList } from '../tag-list.tsx';

const Validity = ({ pair, now }: { readonly pair: Pair; readonly now: number }) => {
  if (pair.valid_from === null && pair.valid_until === null) return 'always';
  return (
    <span className="grid justify-items-start gap-1">
      <span>
        {pair.valid_from !== null && (
          <>
            from <Day at={pair.valid_from} />{' '}
          </>
        )}
        {pair.valid_until !== null && (
          <>
            until <Day at={pair.valid_until} />
          </>
        )}
      </span>
      <ValidityMark pair={pair} now={now} />
    </span>
  );
};

/** What is known of a pair beside what it says. */
export const PairFacts = ({ pair, now }: { readonly pair: Pair; readonly now: number }) => (
  <Panel title="About it">
    <Facts
      facts={[
        ['Tags', pair.tags.length === 0 ? <Nothing /> : <TagList tags={pair.tags} />],
        ['Source', pair.source === '' ? <Nothing /> : pair.source],
        ['Language', pair.language ?? <Nothing />],
        ['Valid', <Validity key="valid" pair={pair} now={now} />],
        ['Embedding', <EmbeddingMark key="embedding" status={pair.embedding_status} />],
        [
          'Import',
          pair.import_id === null ? (
            'none, it was written here'
          ) : (
            <PageLink to={paths.import(pair.import_id)} className="text-accent underline underline-offset-2">
              {idEnd(pair.import_id)}
            </PageLink>
          ),
        ],
        ['Version', pair.version],
        ['Added', <Ago key="added" at={pair.created_at} now={now} />],
        ['Changed', <Ago key="changed" at={pair.updated_at} now={now} />],
        [
          'Id',
          <span key="id" className="inline-flex items-center gap-1 font-mono text-small">
            {idEnd(pair.id)}
            <CopyButton text={pair.id} what="the id of the pair" />
          </span>,
        ],
      ]}
    />
  </Panel>
);
