import type { Permission } from '@holdfast/protocol/permissions';
import { useMe } from '../../session/use-me.ts';
import { SCOPE_GROUPS } from './scopes.ts';

interface ScopeChoiceProps {
  readonly chosen: readonly Permission[];
  readonly onChoose: (chosen: readonly Permission[]) => void;
}

/** What a key may do, of what its maker may. */
export const ScopeChoice = ({ chosen, onChoose }: ScopeChoiceProps) => {
  const own = useMe()?.permissions;
  const toggle = (scope: Permission): void =>
    onChoose(chosen.includes(scope) ? chosen.filter((one) => one !== scope) : [...chosen, scope]);
  return (
    <fieldset className="grid gap-4">
      <legend className="pb-1 font-semibold">What it may do</legend>
      {SCOPE_GROUPS.map(({ title, scopes }) => (
        <div key={title} role="group" aria-label={title} className="grid gap-1">
          <span aria-hidden="true" className="text-small text-muted">
            {title}
          </span>
          {scopes.map(([scope, means]) => {
            const isOwn = own?.includes(scope) ?? true;
            return (
              <label key={scope} className={`flex items-baseline gap-3 ${isOwn ? '' : 'text-muted'}`}>
                <input
                  type="checkbox"
                  className="size-4 shrink-0 translate-y-0.5 accent-accent"
                  checked={chosen.includes(scope)}
                  disabled={!isOwn}
                  onChange={() => toggle(scope)}
                />
                <span className="min-w-0 text-muted">
                  <code className={`font-mono text-small ${isOwn ? 'text-ink' : ''}`}>{scope}</code> {means}
                  {!isOwn && ' (you may not do this yourself)'}
                </span>
              </label>
            );
          })}
        </div>
      ))}
    </fieldset>
  );
};
