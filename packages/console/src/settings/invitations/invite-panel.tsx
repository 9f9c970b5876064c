import { invite } from '@holdfast/protocol/identity/invitations';
import { type Role, ROLES } from '@holdfast/protocol/permissions';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { RoleChoice } from '../members/role-choice.tsx';
import { type Invited, InvitedSentence } from './invited-sentence.tsx';

const WORDS = {
  already_member:
    'Whoever has this e-mail is a member already. Look for them below: who was shut out can be let in again.',
  already_invited: 'An invitation to this e-mail is open. Under Invitations you can send it again or take it back.',
};

interface InviteFormProps {
  readonly onInvited: (invited: Invited) => void;
  readonly onLeave: () => void;
}

const InviteForm = ({ onInvited, onLeave }: InviteFormProps) => {
  const [role, setRole] = useState<Role>('analyst');
  const submit = useSubmit({
    ask: (holdfast, email: string) => holdfast.bodyOf(invite, { body: { email, role } }),
    onAnswer: onInvited,
    words: WORDS,
  });
  return (
    <Form
      label="Invite somebody"
      submit={submit}
      act="Invite"
      onFilled={(filled) => submit.run(filled('email').trim())}
      beside={<Button onClick={onLeave}>Not now</Button>}
    >
      <TextField label="E-mail" name="email" type="email" required isFirst maxLength={254} autoComplete="off" />
      <RoleChoice roles={ROLES} role={role} onChoose={setRole} />
    </Form>
  );
};

/** Folded to a button until somebody wants it. */
export const InvitePanel = ({ onInvited }: { readonly onInvited: () => void }) => {
  const [isOpen, setIsOpen] = useState(false);
  const [invited, setInvited] = useState<Invited | undefined>(undefined);
  return (
    <Panel title="Invite somebody">
      <div className="grid justify-items-start gap-4 p-4">
        <div role="status" className="w-full empty:sr-only">
          {invited !== undefined && <InvitedSentence invited={invited} />}
        </div>
        {isOpen ? (
          <div className="w-full max-w-[480px]">
            <InviteForm
              onInvited={(now) => {
                setInvited(now);
                setIsOpen(false);
                onInvited();
              }}
              onLeave={() => setIsOpen(false)}
            />
          </div>
        ) : (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button look="primary" onClick={() => setIsOpen(true)}>
              {invited === undefined ? 'Invite' : 'Invite somebody else'}
            </Button>
            <span className="text-muted">They make an account, or join with the one that they have.</span>
          </div>
        )}
      </div>
    </Panel>
  );
};
