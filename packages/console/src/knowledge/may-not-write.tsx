import { StateFrame } from '../states/state-frame.tsx';

/** In the place of a form, for who may read only. */
export const MayNotWrite = () => (
  <StateFrame role="alert" title="You may not change what is known here">
    <p>This needs the permission knowledge:write. Ask an admin of the workspace for a role that has it.</p>
  </StateFrame>
);
