import type { Member } from '@holdfast/protocol/identity/members';
import { type Role, ROLES } from '@holdfast/protocol/permissions';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import type { Deeds } from '../../deeds/use-deeds.ts';
import { RoleChoice } from './role-choice.tsx';
import { givingRole } from './member-deeds.ts';

/** What a member may, chosen from what there is. */
export const RoleForm = ({ member, deeds }: { readonly member: Member; readonly deeds: Deeds }) => {
  const [chosen, setChosen] = useState<Role | undefined>(undefined);
  const role = chosen ?? member.role;
  const isSame = role === member.role;
  return (
    <Panel title="Role">
      <div className="grid gap-3 p-4">
        <RoleChoice roles={ROLES} role={role} onChoose={setChosen} />
        <div className="flex flex-wrap items-center gap-3">
          <Button
            aria-disabled={isSame || deeds.isRunning}
            onClick={() => {
              if (!isSame && !deeds.isRunning) deeds.propose(givingRole(member, role));
            }}
          >
            Change the role
          </Button>
          <span className="text-muted">
            {isSame ? `${member.name} has this one.` : 'It counts at once, also in what they have open.'}
          </span>
        </div>
      </div>
    </Panel>
  );
};
