import type { Role } from '@holdfast/protocol/permissions';
import { Choice } from '../../controls/choice.tsx';
import { ROLE_MEANS } from '../../text/role-words.ts';

interface RoleChoiceProps {
  readonly roles: readonly Role[];
  readonly role: Role;
  readonly onChoose: (role: Role) => void;
}

/** One of the roles, each with what it may. */
export const RoleChoice = ({ roles, role, onChoose }: RoleChoiceProps) => (
  <Choice
    label="Role"
    choices={roles.map((one) => [one, one, ROLE_MEANS[one]] as const)}
    chosen={role}
    onChoose={onChoose}
  />
);
