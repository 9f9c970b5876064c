import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useState } from 'react';
import { IconButton } from '../controls/icon-button.tsx';
import { Brand } from '../look/brand.tsx';
import { CloseIcon, MenuIcon, SearchIcon } from '../look/icons.tsx';
import { Bell } from '../notifications/bell.tsx';
import { AccountBox } from '../session/account-box.tsx';
import { WorkspaceBox } from '../session/workspace-box.tsx';
import { ThemeSwitch } from '../theme/theme-switch.tsx';
import { NavigationLinks } from './navigation-links.tsx';

/** As `md` in the style sheet: from here on the sidebar is there. */
const WIDE = '(min-width: 768px)';

/** The bar on top of a phone, and the menu that it opens over the page. */
export const PhoneBar = ({ onFind }: { readonly onFind: () => void }) => {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const wide = matchMedia(WIDE);
    const close = (): void => setIsOpen(false);
    wide.addEventListener('change', close);
    return () => wide.removeEventListener('change', close);
  }, []);

  return (
    <header className="flex items-center gap-2 border-b border-line bg-sunken px-2 py-2 md:hidden print:hidden">
      <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
        <Dialog.Trigger render={<IconButton label="Menu" icon={<MenuIcon />} />} />
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 bg-shade" />
          <Dialog.Popup className="fixed inset-y-0 left-0 flex w-[min(288px,86vw)] flex-col gap-3 overflow-y-auto border-r border-line-strong bg-sunken p-3">
            <div className="flex items-center justify-between pl-2">
              <Dialog.Title render={<div />}>
                <Brand />
              </Dialog.Title>
              <Dialog.Close render={<IconButton label="Close the menu" icon={<CloseIcon />} />} />
            </div>
            <WorkspaceBox />
            <nav aria-label="Pages">
              <NavigationLinks onFollow={() => setIsOpen(false)} />
            </nav>
            <div className="mt-auto grid gap-3">
              <AccountBox onFollow={() => setIsOpen(false)} />
              <ThemeSwitch />
            </div>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <Brand />
      <span className="grow" />
      <Bell />
      <IconButton label="Find a page or an action" icon={<SearchIcon />} onClick={onFind} />
    </header>
  );
};
