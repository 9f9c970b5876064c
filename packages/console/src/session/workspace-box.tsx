import { useId, useState } from 'react';
import { useSessionStore } from './session-context.ts';
import { useMe } from './use-me.ts';

/** The workspace one is in, and the way to the others where there are several. */
export const WorkspaceBox = () => {
  const me = useMe();
  const store = useSessionStore();
  const [isGoing, setIsGoing] = useState(false);
  const id = useId();
  if (me === undefined || me.memberships.length === 0) return undefined;
  const here = me.workspace?.workspace_id ?? '';
  const go = async (to: string): Promise<void> => {
    setIsGoing(true);
    await store.chooseWorkspace(to);
    setIsGoing(false);
  };
  if (me.memberships.length === 1) {
    return <p className="px-2 text-small text-muted wrap-anywhere">{me.memberships[0]?.workspace_name}</p>;
  }
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="px-2 text-small text-muted">
        Workspace
      </label>
      <select
        id={id}
        value={here}
        aria-busy={isGoing}
        onChange={(event) => void go(event.target.value)}
        className="min-h-8 w-full min-w-0 rounded-control border border-faint bg-surface px-2 font-semibold"
      >
        {me.memberships.map(({ workspace_id: workspace, workspace_name: name }) => (
          <option key={workspace} value={workspace}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
};
