import { FilterChips } from '../../controls/filter-chips.tsx';
import type { Scope } from '../../live/scope.ts';
import { INSTANCE } from '../../routing/paths.ts';

interface ScopeSwitchProps {
  readonly wanted: Scope;
  /** What is shown; undefined as long as nothing is known. */
  readonly shown: Scope | undefined;
  readonly pathOf: (of: typeof INSTANCE | undefined) => string;
  /** What the instance has that the workspace has not. */
  readonly instance: string;
}

/** Between what belongs to this workspace and what belongs to the instance. It says when it shows what nobody chose. */
export const ScopeSwitch = ({ wanted, shown = wanted, pathOf, instance }: ScopeSwitchProps) => (
  <div className="grid gap-2">
    <FilterChips
      label="Of"
      chips={[
        { label: 'This workspace', to: pathOf(undefined), isChosen: shown === 'workspace' },
        { label: instance, to: pathOf(INSTANCE), isChosen: shown === 'instance' },
      ]}
    />
    {shown !== wanted && (
      <p role="status" className="text-small text-muted">
        You may not see those of a workspace, which needs the permission work:read there. These are the instance’s.
      </p>
    )}
  </div>
);
