import { useBlocker } from '@tanstack/react-router';
import { Button } from '../controls/button.tsx';
import { Modal } from '../controls/modal.tsx';

/** Asks before a page is left whose form holds what is stored nowhere. */
export const UnsavedGuard = ({ isUnsaved }: { readonly isUnsaved: () => boolean }) => {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isUnsaved(),
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  return (
    <Modal title="Leave without saving?" isOpen={status === 'blocked'} onClose={() => reset?.()}>
      <div className="grid gap-4 px-4 pb-4">
        <p>What you wrote is stored nowhere yet.</p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => reset?.()}>Stay</Button>
          <Button onClick={() => proceed?.()}>Leave</Button>
        </div>
      </div>
    </Modal>
  );
};
