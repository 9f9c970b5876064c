import { Button } from '../controls/button.tsx';
import { StateFrame } from './state-frame.tsx';

/** The console itself is at fault: a bug, or a script that a newer build has replaced. */
export const BrokenState = ({ error }: { readonly error: Error }) => (
  <StateFrame
    role="alert"
    title="This page broke"
    actions={
      <Button look="primary" onClick={() => location.reload()}>
        Load it again
      </Button>
    }
  >
    <p>The console failed, not your data. After an update of the server, loading the page again is all it needs.</p>
    <p className="font-mono text-small break-all text-muted">{error.message}</p>
  </StateFrame>
);
