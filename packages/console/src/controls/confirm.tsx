import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';
import type { FocusAfter } from './use-focus-before.ts';

interface ConfirmProps {
  readonly title: string;
  /** What will happen, and whether it can be taken back. */
  readonly children: ReactNode;
  readonly act: string;
  readonly keep: string;
  readonly isOpen: boolean;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly focusAfter?: FocusAfter;
}

/** Asks before what cannot be undone. Neither button is the default. */
export const Confirm = ({ title, children, act, keep, isOpen, onAct, onClose, focusAfter }: ConfirmProps) => (
  <Modal title={title} isOpen={isOpen} onClose={onClose} {...(focusAfter !== undefined && { focusAfter })}>
    <div className="grid gap-4 px-4 pb-4 wrap-anywhere">
      {children}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{keep}</Button>
        <Button
          onClick={() => {
            onClose();
            onAct();
          }}
        >
          {act}
        </Button>
      </div>
    </div>
  </Modal>
);
