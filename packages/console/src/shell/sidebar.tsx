import { KeyCaps } from '../commands/key-caps.tsx';
import { Brand } from '../look/brand.tsx';
import { SearchIcon } from '../look/icons.tsx';
import { Bell } from '../notifications/bell.tsx';
import { AccountBox } from '../session/account-box.tsx';
import { WorkspaceBox } from '../session/workspace-box.tsx';
import { ThemeSwitch } from '../theme/theme-switch.tsx';
import { NavigationLinks } from './navigation-links.tsx';

/** Where the screen is wide enough it stands beside the page; on a phone the menu has its contents. */
export const Sidebar = ({ onFind }: { readonly onFind: () => void }) => (
  <nav
    aria-label="Pages"
    className="sticky top-0 hidden h-dvh flex-col gap-3 print:hidden! overflow-y-auto border-r border-line bg-sunken p-3 md:flex"
  >
    <div className="flex min-h-8 items-center justify-between pr-1 pl-2">
      <Brand />
      <Bell />
    </div>
    <WorkspaceBox />
    <button
      type="button"
      onClick={onFind}
      className="flex min-h-8 items-center gap-2 rounded-control border border-line bg-bg px-2 text-muted hover:border-line-strong hover:text-ink"
    >
      <SearchIcon />
      <span className="grow text-left">Find</span>
      <KeyCaps keys="mod+k" />
    </button>
    <NavigationLinks />
    <div className="mt-auto grid gap-3">
      <AccountBox />
      <ThemeSwitch />
    </div>
  </nav>
);
