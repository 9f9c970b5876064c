import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { removePair } from '@holdfast/protocol/knowledge/pairs';
import { useRouter } from '@tanstack/react-router';
import { ActRow } from '../../controls/act-row.tsx';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { type Deed, deed } from '../../deeds/deed.ts';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { useMay } from '../../session/session-context.ts';
import { HistoryPanel } from '../history/history-panel.tsx';
import { useHistory } from '../history/use-history.ts';
import { AnswerPanel } from './answer-panel.tsx';
import { ChangePairPanel } from './change-pair-panel.tsx';
import { PairFacts } from './pair-facts.tsx';

const removing = (pair: Pair): Deed =>
  deed({
    act: 'Remove',
    ask: (holdfast) => holdfast.call(removePair, { params: { pair_id: pair.id } }),
    done: () => 'The pair is removed.',
    question: {
      title: 'Remove this pair?',
      keep: 'Keep it',
      sentence: `“${pair.question.slice(0, 200)}” is found no more. It can be restored for seven days.`,
    },
  });

const Says = ({ pair }: { readonly pair: Pair }) => (
  <>
    <AnswerPanel answer={pair.answer} />
    {pair.phrasings.length > 0 && (
      <Panel title="Further phrasings" note="The same, asked in other words">
        <ul className="grid list-disc gap-1 py-3 pr-4 pl-9 wrap-anywhere">
          {pair.phrasings.map((phrasing) => (
            <li key={phrasing}>{phrasing}</li>
          ))}
        </ul>
      </Panel>
    )}
  </>
);

interface PairViewProps {
  readonly known: Known<Pair>;
  readonly lookAgain: () => Promise<unknown>;
}

/** A pair: what it says, what is known of it, what it was. */
export const PairView = ({ known, lookAgain }: PairViewProps) => {
  const { body: pair, serverAt: now } = known;
  const router = useRouter();
  const history = useHistory(pair.id);
  const deeds = useDeeds(() => Promise.all([lookAgain(), history.live.refreshed()]));
  const isEdited = useSearchWord('edit') === 'yes';
  const mayWrite = useMay('knowledge:write');
  const impossible = mayWrite ? undefined : 'This needs the permission knowledge:write.';
  const edit = (word: string | undefined): void =>
    void router.navigate({ href: paths.pair(pair.id, { edit: word }), resetScroll: false });
  return (
    <>
      <DeedsView deeds={deeds} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_336px] xl:grid-rows-[max-content_1fr]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {isEdited && mayWrite ? (
            <ChangePairPanel
              of={pair}
              onSaved={() => {
                void lookAgain();
                history.live.refresh();
                edit(undefined);
              }}
              onLeave={() => edit(undefined)}
            />
          ) : (
            <Says pair={pair} />
          )}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:col-start-2 xl:row-span-2">
          <PairFacts pair={pair} now={now} />
          <Panel title="What you can do">
            <ActRow
              label="Change"
              sentence={impossible ?? (isEdited ? 'It is being changed.' : 'What it says, tags, source, validity.')}
              isPossible={mayWrite && !isEdited}
              isRunning={false}
              onAct={() => edit('yes')}
            />
            <DeedRow
              deeds={deeds}
              deed={removing(pair)}
              sentence="It is found no more, and can be restored for seven days."
              impossible={impossible}
            />
            <div className="border-t border-line px-4 py-2">
              <LinkButton to={paths.searchLab({ q: pair.question })} look="plain">
                Ask it in the search lab
              </LinkButton>
            </div>
          </Panel>
        </div>
        <HistoryPanel id={pair.id} pages={history} deeds={deeds} />
      </div>
    </>
  );
};
