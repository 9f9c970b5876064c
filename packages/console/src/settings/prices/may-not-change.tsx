import { StateFrame } from '../../states/state-frame.tsx';

export const MayNotChange = () => (
  <StateFrame role="alert" title="You may not change prices">
    <p>This needs the permission traces:manage. Ask an analyst or an admin of the workspace.</p>
  </StateFrame>
);
