import type { Decision } from '@holdfast/protocol/decisions/decision';
import { useState, useSyncExternalStore } from 'react';
import { Button } from '../../controls/button.tsx';
import { Modal } from '../../controls/modal.tsx';
import { type FieldErrors, FieldErrorsContext } from '../../forms/field-errors.ts';
import { useProofAsker } from '../../session/session-context.ts';
import { ArgumentList } from '../arguments/argument-list.tsx';
import { GivenText } from '../arguments/given-text.tsx';
import { ACT_WORDS, needsReason } from './act-words.ts';
import { DeciderField } from './decider-field.tsx';
import { EvidenceField, isWhole } from './evidence-field.tsx';
import { LevelField, OptionField, ReasonField, TimeField } from './given-fields.tsx';
import type { Acts, Asked } from './use-acts.ts';
import { type Given, NOTHING_GIVEN, wishOf } from './wishes.ts';

interface ActDialogProps {
  readonly acts: Acts;
  readonly asked: Asked;
  /** As it is now. */
  readonly present: Decision;
  readonly me: string | undefined;
}

const missingIn = ({ act, seen, edited }: Asked, given: Given): FieldErrors => ({
  ...(needsReason(act, seen, edited !== undefined) && given.reason === '' && { reason: 'Say why.' }),
  ...(act === 'approve' && seen.options.length > 0 && given.option === '' && { option: 'Choose one.' }),
  ...(act === 'escalate' && seen.level >= seen.levels.length && given.level === '' && { level: 'Choose one.' }),
  ...(act === 'delegate' && given.to === '' && { to: 'Choose to whom.' }),
  ...(!given.evidence.every(isWhole) && { evidence: 'Say of each piece what it is and where it came from.' }),
});

const SHOWS_ARGUMENTS = new Set(['approve', 'revise', 'answer']);

/** Once more what would be done, beside the question whether it is to be done. */
const Exactly = ({ asked: { act, seen, edited } }: Pick<ActDialogProps, 'asked'>) => (
  <div className="grid gap-2">
    <p className="font-semibold wrap-anywhere">
      <GivenText text={seen.title} />
    </p>
    {(act === 'approve' || (SHOWS_ARGUMENTS.has(act) && edited !== undefined)) && (
      <div className="overflow-hidden rounded-control border border-line">
        <ArgumentList is={edited ?? seen.arguments} was={edited === undefined ? undefined : seen.arguments} />
      </div>
    )}
  </div>
);

const ApprovalNote = ({ asked: { seen } }: Pick<ActDialogProps, 'asked'>) => (
  <>
    {seen.quorum > 1 && (
      <p className="text-muted">
        It has {seen.approvals} of {seen.quorum} approvals.
      </p>
    )}
    {seen.second_factor && <p className="text-muted">You are asked for a code of your second factor.</p>}
  </>
);

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
export const ActDialog = ({ acts, asked, present, me }: ActDialogProps) => {
  const { act, seen, edited } = asked;
  const [given, setGiven] = useState<Given>({ ...NOTHING_GIVEN, arguments: edited });
  const [missing, setMissing] = useState(NONE);
  const proof = useProofAsker();
  const isProving = useSyncExternalStore(proof.subscribe, proof.isAsking);
  const isOvertaken = present.version !== seen.version;
  const { submit } = acts;
  const go = (): void => {
    const trimmed = { ...given, reason: given.reason.trim(), to: given.to.trim() };
    const lacking = missingIn(asked, trimmed);
    setMissing(lacking);
    if (Object.keys(lacking).length === 0 && !isOvertaken) acts.act(seen, wishOf(act, trimmed));
  };
  return (
    <Modal title={ACT_WORDS[act].question} isOpen={!isProving} onClose={acts.leave}>
      <div className="grid max-h-[70vh] gap-4 overflow-y-auto px-4 pb-4">
        <Exactly asked={asked} />
        <p className={seen.priority === 'critical' && act === 'approve' ? 'font-semibold text-bad' : 'text-muted'}>
          {seen.priority === 'critical' && act === 'approve' && 'This is critical. '}
          {ACT_WORDS[act].means}
        </p>
        {act === 'approve' && <ApprovalNote asked={asked} />}
        <FieldErrorsContext value={{ ...submit.fields, ...missing }}>
          <Fields asked={asked} me={me} given={given} give={(more) => setGiven({ ...given, ...more })} />
        </FieldErrorsContext>
        {isOvertaken && !submit.isRunning && (
          <p role="alert" className="rounded-control bg-warn-soft px-3 py-2 text-warn">
            It was changed since you opened this. Close it, see how it is now, and decide anew.
          </p>
        )}
        {submit.refusal !== undefined && (
          <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad wrap-anywhere">
            {submit.refusal}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={acts.leave}>Leave it</Button>
          <Button aria-disabled={submit.isRunning || isOvertaken} onClick={go}>
            {submit.isRunning ? 'One moment …' : actLabel(asked)}
          </Button>
        </div>
      </div>
    </Modal>
  );
};

const actLabel = ({ act, edited }: Asked): string =>
  act === 'approve' && edited !== undefined ? 'Approve as edited' : ACT_WORDS[act].label;
