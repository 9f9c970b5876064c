import type { Decision } from '@holdfast/protocol/decisions/decision';
import { useState, useSyncExternalStore } from 'react';
import { Button } from '../../controls/button.tsx';
import { Modal } from '../../controls/modal.tsx';
import type { FocusAfter } from '../../controls/use-focus-before.ts';
import { type FieldErrors, FieldErrorsContext } from '../../forms/field-errors.ts';
import { useProofAsker } from '../../session/session-context.ts';
import { GivenText } from '../arguments/given-text.tsx';
import { DECISION_TITLE_ID, NEWS_ID } from '../detail/places.ts';
import { Question } from '../detail/question.tsx';
import { ACT_WORDS, meansOf, needsReason } from './act-words.ts';
import { DeciderField } from './decider-field.tsx';
import { EvidenceField, isWhole } from './evidence-field.tsx';
import { Exactly } from './exactly.tsx';
import { LevelField, OptionField, ReasonField, TimeField } from './given-fields.tsx';
import { Overtaken } from './overtaken.tsx';
import type { Acts, Asked } from './use-acts.ts';
import { type Given, NOTHING_GIVEN, wishOf } from './wishes.ts';

interface ActDialogProps {
  readonly acts: Acts;
  readonly asked: Asked;
  /** As it is now. */
  readonly present: Decision;
  /** The arguments that were asked for at first, where they are others now. */
  readonly first: Decision['arguments'] | undefined;
  readonly now: number;
  readonly me: string | undefined;
}

const missingIn = ({ act, seen, edited }: Asked, given: Given): FieldErrors => ({
  ...(needsReason(act, seen, edited !== undefined) && given.reason === '' && { reason: 'Say why.' }),
  ...(act === 'approve' && seen.options.length > 0 && given.option === '' && { option: 'Choose one.' }),
  ...(act === 'escalate' && seen.level >= seen.levels.length && given.level === '' && { level: 'Choose one.' }),
  ...(act === 'delegate' && given.to === '' && { to: 'Choose to whom.' }),
  ...(!given.evidence.every(isWhole) && { evidence: 'Say of each piece what it is and where it came from.' }),
});

/** What it means to do it, which nobody does without having seen. */
const Means = ({ asked: { act, seen } }: Pick<ActDialogProps, 'asked'>) => {
  const isCritical = seen.priority === 'critical' && act === 'approve';
  return (
    <>
      <p className={isCritical ? 'font-semibold text-bad' : 'text-muted'}>
        {isCritical && 'This is critical. '}
        {meansOf(act, seen)}
      </p>
      {act === 'approve' && seen.second_factor && (
        <p className="text-muted">You are asked for a code of your second factor.</p>
      )}
    </>
  );
};

interface FieldsProps extends Pick<ActDialogProps, 'asked' | 'me'> {
  readonly given: Given;
  readonly give: (more: Partial<Given>) => void;
}

const Fields = ({ asked: { act, seen, edited }, me, given, give }: FieldsProps) => (
  <>
    {act !== 'claim' && (
      <ReasonField
        label={ACT_WORDS[act].reason}
        isNeeded={needsReason(act, seen, edited !== undefined)}
        value={given.reason}
        onChange={(reason) => give({ reason })}
      />
    )}
    {act === 'approve' && seen.options.length > 0 && (
      <OptionField options={seen.options} value={given.option} onChange={(option) => give({ option })} />
    )}
    {act === 'escalate' && <LevelField decision={seen} value={given.level} onChange={(level) => give({ level })} />}
    {act === 'answer' && <EvidenceField pieces={given.evidence} onChange={(evidence) => give({ evidence })} />}
    {act === 'delegate' && (
      <>
        <DeciderField of={seen.id} me={me} value={given.to} onChange={(to) => give({ to })} />
        <TimeField value={given.seconds} onChange={(seconds) => give({ seconds })} />
      </>
    )}
  </>
);

const NONE: FieldErrors = {};

/**
 * Asks before a decision is made. No button is the default and none is reached by Enter: whoever decides means it. What was
 * written stands while a second factor is asked for.
 */
export const ActDialog = ({ acts, asked, present, first, now, me }: ActDialogProps) => {
  const { act, seen, edited } = asked;
  const [given, setGiven] = useState<Given>({ ...NOTHING_GIVEN, arguments: edited });
  const [missing, setMissing] = useState(NONE);
  const proof = useProofAsker();
  const isProving = useSyncExternalStore(proof.subscribe, proof.isAsking);
  const { submit } = acts;
  // what is shown while an act is on its way may be what it has done
  const isOver = present.version !== seen.version && !submit.isRunning;
  const focusAfter: FocusAfter = (before) =>
    acts.hasNews() ? document.getElementById(NEWS_ID) : (before ?? document.getElementById(DECISION_TITLE_ID));
  const go = (): void => {
    const trimmed = { ...given, reason: given.reason.trim(), to: given.to.trim() };
    const lacking = missingIn(asked, trimmed);
    setMissing(lacking);
    if (Object.keys(lacking).length === 0) acts.act(seen, wishOf(act, trimmed));
  };
  return (
    <Modal title={ACT_WORDS[act].question} isOpen={!isProving} onClose={acts.leave} focusAfter={focusAfter}>
      <div className="flex max-h-[calc(80dvh-48px)] flex-col">
        <p className="line-clamp-3 shrink-0 px-4 pb-3 font-semibold wrap-anywhere">
          <GivenText text={seen.title} />
        </p>
        <div className="grid min-h-0 gap-4 overflow-y-auto px-4 pb-4">
          {isOver ? (
            <Overtaken present={present} now={now} me={me} written={given.reason} />
          ) : (
            <>
              {act === 'answer' && <Question decision={seen} me={me} />}
              <Exactly asked={asked} first={first} />
              <Means asked={asked} />
              <FieldErrorsContext value={{ ...submit.fields, ...missing }}>
                <Fields asked={asked} me={me} given={given} give={(more) => setGiven({ ...given, ...more })} />
              </FieldErrorsContext>
            </>
          )}
          {submit.refusal !== undefined && (
            <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad wrap-anywhere">
              {submit.refusal}
            </p>
          )}
        </div>
        <div className="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
          <Button onClick={acts.leave}>{isOver ? 'Close' : 'Leave it'}</Button>
          {!isOver && (
            <Button aria-disabled={submit.isRunning} onClick={go}>
              {submit.isRunning ? 'One moment …' : actLabel(asked)}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
};

const actLabel = ({ act, edited }: Asked): string =>
  act === 'approve' && edited !== undefined ? 'Approve as edited' : ACT_WORDS[act].label;
