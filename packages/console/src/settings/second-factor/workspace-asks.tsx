import type { Me } from '@holdfast/protocol/identity/account';

/** Why one was sent here. */
export const WorkspaceAsks = ({ me }: { readonly me: Me }) => (
  <div role="status" className="rounded-panel border border-warn bg-warn-soft px-4 py-3 wrap-anywhere">
    <strong className="font-semibold text-warn">
      {me.workspace?.workspace_name ?? 'This workspace'} asks for a second factor
    </strong>
    <p>
      You have none yet, so the workspace is closed to you. Set one up, and you go on where you were going.
      {me.memberships.length > 1 && ' Your other workspaces may not ask for one.'}
    </p>
  </div>
);
