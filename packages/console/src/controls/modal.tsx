import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { CloseIcon } from '../look/icons.tsx';
import { IconButton } from './icon-button.tsx';
import { type FocusAfter, useFocusBefore } from './use-focus-before.ts';

interface ModalProps {
  readonly title: string;
  readonly isTitleHidden?: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly focusAfter?: FocusAfter;
}

/** A dialog over the page: Escape or a press beside it closes it, and the focus returns to where it was. */
export const Modal = ({ title, isTitleHidden = false, isOpen, onClose, children, focusAfter }: ModalProps) => {
  const { named, goBack } = useFocusBefore(isOpen, focusAfter);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-shade" />
        <Dialog.Popup
          {...named}
          finalFocus={goBack}
          className="fixed top-[10vh] left-1/2 w-[min(560px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-panel border border-line-strong bg-surface shadow-[0_16px_48px_var(--shade)]"
        >
          {isTitleHidden ? (
            <Dialog.Title className="sr-only">{title}</Dialog.Title>
          ) : (
            <div className="flex items-center justify-between py-2 pr-2 pl-4">
              <Dialog.Title className="font-semibold">{title}</Dialog.Title>
              <Dialog.Close render={<IconButton label="Close" icon={<CloseIcon />} />} />
            </div>
          )}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
