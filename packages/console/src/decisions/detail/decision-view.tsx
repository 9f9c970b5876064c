import type { Decision } from '@holdfast/protocol/decisions/decision';
import { useState } from 'react';
import { UnsavedGuard } from '../../forms/unsaved-guard.tsx';
import type { Known } from '../../live/live.ts';
import { useMe } from '../../session/use-me.ts';
import { ActDialog } from '../acts/act-dialog.tsx';
import { ActNews } from '../acts/act-news.tsx';
import { ActsBar } from '../acts/acts-bar.tsx';
import type { Looker } from '../acts/hindrance-words.ts';
import { useActs } from '../acts/use-acts.ts';
import { offersOf, useActKeys } from '../acts/use-offers.ts';
import { editedIn } from '../arguments/edited-in.ts';
import { visibleText } from '../arguments/visible-text.ts';
import { useServerNow } from '../time/use-server-now.ts';
import { EditableArguments } from './editable-arguments.tsx';
import { DetailHead } from './detail-head.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { OptionsPanel } from './options-panel.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { StepsPanel } from './steps-panel.tsx';
import { useShowDecision } from './use-decision.ts';
import { useRevisions } from './use-revisions.ts';

const useLooker = (): Looker => {
  const me = useMe();
  return {
    id: me?.workspace?.member_id,
    isAdmin: me?.workspace?.role === 'admin',
    hasFactor: me?.account.second_factor === true,
  };
};

interface DecisionViewProps {
  readonly known: Known<Decision>;
  readonly lookAgain: () => Promise<unknown>;
}

/** One decision, with all that is needed to make it. */
export const DecisionView = ({ known, lookAgain }: DecisionViewProps) => {
  const { body: decision } = known;
  const now = useServerNow(known);
  const looker = useLooker();
  const me = looker.id;
  const revisions = useRevisions(decision);
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const acts = useActs({
    me,
    lookAgain,
    show: useShowDecision(),
    onDone: (act) => {
      if (act !== 'claim' && act !== 'release') setDraft(undefined);
    },
  });
  const edited = editedIn(draft, decision);
  const offers = offersOf({ decision, acts, looker, edited });
  useActKeys(offers, { decision, acts });
  return (
    <article aria-label={visibleText(decision.title)} className="grid max-w-[960px] grid-cols-[minmax(0,1fr)] gap-4">
      <ActNews news={acts.news} />
      <DetailHead decision={decision} now={now} me={me} />
      <OutcomePanel decision={decision} now={now} me={me} />
      <EditableArguments
        decision={decision}
        revisions={revisions}
        acts={acts}
        looker={looker}
        draft={draft}
        onType={setDraft}
      />
      <OptionsPanel decision={decision} />
      <EvidencePanel evidence={decision.evidence} />
      <RulesPanel decision={decision} now={now} me={me} />
      <StepsPanel id={decision.id} me={me} />
      {decision.outcome === null && <ActsBar decision={decision} offers={offers} isRunning={acts.submit.isRunning} />}
      {acts.asked !== undefined && (
        <ActDialog
          key={`${acts.asked.act} ${acts.asked.seen.version}`}
          acts={acts}
          asked={acts.asked}
          present={decision}
          first={revisions[0]?.arguments}
          now={now}
          me={me}
        />
      )}
      <UnsavedGuard isUnsaved={() => edited !== undefined} />
    </article>
  );
};
