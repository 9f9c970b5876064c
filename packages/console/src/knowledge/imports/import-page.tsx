import { getImport, type ImportJob, ROW_OUTCOMES } from '@holdfast/protocol/knowledge/imports';
import { useParams } from '@tanstack/react-router';
import { Panel } from '../../controls/panel.tsx';
import { LinkButton } from '../../controls/link-button.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { useLive } from '../../live/use-live.ts';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { useMay } from '../../session/session-context.ts';
import { Ago } from '../../text/ago.tsx';
import { bytes } from '../../text/bytes.ts';
import { actorWords } from '../actor-words.ts';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';
import { cancelling, cancelVerdict, undoing, undoVerdict } from './import-deeds.ts';
import { isBeingUndone, isUnderWay, statusWord } from './import-mark.tsx';
import { ImportSummary } from './import-summary.tsx';
import { LedgerPanel } from './ledger-panel.tsx';
import { RejectedDownload } from './rejected-download.tsx';
import { ReadingFacts } from './reading-facts.tsx';

interface ImportViewProps {
  readonly known: Known<ImportJob>;
  readonly lookAgain: () => Promise<unknown>;
}

const ImportView = ({ known, lookAgain }: ImportViewProps) => {
  const { body: job } = known;
  const deeds = useDeeds(lookAgain);
  const mayWrite = useMay('knowledge:write');
  const word = useSearchWord('outcome');
  const outcome = ROW_OUTCOMES.find((one) => one === word);
  return (
    <>
      <DeedsView deeds={deeds} />
      <ImportSummary known={known} deeds={deeds} mayWrite={mayWrite} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_336px]">
        <LedgerPanel key={outcome} job={job} outcome={outcome} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Panel title="What you can do">
            <DeedRow deeds={deeds} deed={undoing(job)} {...undoVerdict(job, mayWrite)} />
            <DeedRow deeds={deeds} deed={cancelling(job)} {...cancelVerdict(job, mayWrite)} />
            <div className="border-t border-line">
              <RejectedDownload job={job} />
            </div>
            <div className="border-t border-line px-4 py-2">
              <LinkButton to={paths.pairs({ import_id: job.id })} look="plain">
                Pairs it added
              </LinkButton>
            </div>
          </Panel>
          <Panel title="How it was read">
            <ReadingFacts reading={job.reading} />
          </Panel>
        </div>
      </div>
    </>
  );
};

/** One import: how far it is, what became of each row, and the way back. */
export const ImportPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { importId: id } = useParams({ strict: false }) as { readonly importId: ImportJob['id'] };
  const live = useLive<ImportJob>({
    key: ['import', id],
    topics: KNOWLEDGE_TOPICS,
    ask: (holdfast, signal) => holdfast.call(getImport, { params: { import_id: id } }, { signal }),
    isStirring: (job) => isUnderWay(job) || isBeingUndone(job),
  });
  const job = live.known?.body;
  return (
    <>
      <LiveHeader
        title={job?.filename ?? 'Import'}
        live={live}
        sentence={job === undefined ? '' : `The import is ${statusWord(job.status)}`}
        note={
          job !== undefined && (
            <>
              {bytes(job.bytes)}, imported by {actorWords(job.created_by)}{' '}
              <Ago at={job.created_at} now={live.known?.serverAt ?? 0} />
            </>
          )
        }
      />
      <KnowledgeTabs />
      <LiveView live={live} what="the import">
        {(known) => <ImportView key={id} known={known} lookAgain={live.refreshed} />}
      </LiveView>
    </>
  );
};
