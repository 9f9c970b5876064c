import type { Decision, Revision } from '@holdfast/protocol/decisions/decision';
import { Button } from '../../controls/button.tsx';
import { decidedWords } from '../acts/decided-words.ts';
import { hindranceOf, type Looker } from '../acts/hindrance-words.ts';
import type { Acts } from '../acts/use-acts.ts';
import { ArgumentsEditor } from '../arguments/arguments-editor.tsx';
import { editedIn } from '../arguments/edited-in.ts';
import { KeptDraft } from '../arguments/kept-draft.tsx';
import { writtenOut } from '../arguments/typed-arguments.ts';
import { ArgumentsPanel } from './arguments-panel.tsx';

interface EditableArgumentsProps {
  readonly decision: Decision;
  readonly revisions: readonly Revision[];
  readonly acts: Acts;
  readonly looker: Looker;
  /** What somebody types in place of the arguments. */
  readonly draft: string | undefined;
  readonly onType: (draft: string | undefined) => void;
}

const Editor = ({ decision, acts, looker, draft, onType }: EditableArgumentsProps & { readonly draft: string }) => {
  const edited = editedIn(draft, decision);
  const hindrance = hindranceOf('revise', decision, looker);
  const isOff = edited === undefined || acts.submit.isRunning;
  return (
    <ArgumentsEditor present={decision.arguments} text={draft} onType={onType}>
      <Button onClick={() => onType(undefined)}>Leave them as they are</Button>
      {hindrance === undefined && (
        <Button
          aria-disabled={isOff}
          onClick={() => {
            if (!isOff) acts.ask({ act: 'revise', seen: decision, edited });
          }}
        >
          Save without approving
        </Button>
      )}
    </ArgumentsEditor>
  );
};

const canEdit = (decision: Decision, looker: Looker): boolean =>
  (['approve', 'revise', 'answer'] as const).some((act) => hindranceOf(act, decision, looker) === undefined);

const whyNot = ({ status, outcome, claim }: Decision, me: string | undefined): string => {
  if (outcome !== null) return decidedWords({ status, outcome }, me);
  if (status === 'returned') return 'It waits for an answer of its asker';
  return claim === null ? 'You may not edit it any more' : 'Somebody else has it now';
};

/** The arguments, and others in their place while somebody types them. What was typed is there even when it is too late. */
export const EditableArguments = (props: EditableArgumentsProps) => {
  const { decision, revisions, looker, draft, onType } = props;
  const isEditable = canEdit(decision, looker);
  return (
    <>
      {draft !== undefined && !isEditable && draft !== writtenOut(decision.arguments) && (
        <KeptDraft draft={draft} why={whyNot(decision, looker.id)} onLeave={() => onType(undefined)} />
      )}
      <ArgumentsPanel
        decision={decision}
        revisions={revisions}
        me={looker.id}
        editor={draft !== undefined && isEditable ? <Editor {...props} draft={draft} /> : undefined}
        edit={
          isEditable ? (
            <Button onClick={() => onType(writtenOut(decision.arguments))}>Edit the arguments</Button>
          ) : undefined
        }
      />
    </>
  );
};
