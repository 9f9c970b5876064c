import type { Role } from '@holdfast/protocol/permissions';
import { useId } from 'react';
import { ROLE_MEANS } from '../../text/role-words.ts';

interface RoleChoiceProps {
  readonly roles: readonly Role[];
  readonly role: Role;
  readonly onChoose: (role: Role) => void;
}

/** One of the roles, each with what it may. */
export const RoleChoice = ({ roles, role, onChoose }: RoleChoiceProps) => {
  const name = useId();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="sr-only">Role</legend>
      {roles.map((one) => (
        <label key={one} className="flex items-baseline gap-3">
          <input
            type="radio"
            name={name}
            className="size-4 shrink-0 translate-y-0.5 accent-accent"
            checked={one === role}
            onChange={() => onChoose(one)}
          />
          <span className="min-w-0 text-muted">
            <strong className="font-semibold text-ink">{one}</strong> {ROLE_MEANS[one]}
          </span>
        </label>
      ))}
    </fieldset>
  );
};
