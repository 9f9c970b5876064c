import { type ReactNode, useState } from 'react';
import { CommandPalette } from '../commands/command-palette.tsx';
import { useCommands, useOffer } from '../commands/command-store.ts';
import { KeysHelp } from '../commands/keys-help.tsx';
import { useCommandKeys } from '../commands/use-command-keys.ts';
import { PageFooter } from './page-footer.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { Sidebar } from './sidebar.tsx';
import { SkipLink } from './skip-link.tsx';
import { type Overlay, useShellCommands } from './use-shell-commands.ts';

/** What is round every page: the way to the others, the palette, the keys, the footer. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const [overlay, setOverlay] = useState<Overlay>('none');
  const commands = useCommands();
  useOffer(useShellCommands(setOverlay));
  useCommandKeys(commands);
  const close = (): void => setOverlay('none');
  const openPalette = (): void => setOverlay('palette');

  return (
    <>
      <SkipLink />
      <div className="min-h-dvh md:grid md:grid-cols-[216px_minmax(0,1fr)]">
        <Sidebar onFind={openPalette} />
        <div className="flex min-h-dvh min-w-0 flex-col">
          <PhoneBar onFind={openPalette} />
          <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
            {children}
          </main>
          <PageFooter onKeys={() => setOverlay('keys')} />
        </div>
      </div>
      <CommandPalette commands={commands} isOpen={overlay === 'palette'} onClose={close} />
      <KeysHelp commands={commands} isOpen={overlay === 'keys'} onClose={close} />
    </>
  );
};
