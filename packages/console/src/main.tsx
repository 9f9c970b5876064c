import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CommandStoreContext, createCommandStore } from './commands/command-store.ts';
import { createConsoleRouter } from './routing/router.tsx';
import { HoldfastContext } from './server/holdfast-context.ts';
import { openSession } from './session/open-session.ts';
import { ProofDialog } from './session/proof-dialog.tsx';
import { Scene } from './session/scene.tsx';
import { DoorContext } from './session/session-context.ts';
import { followTheme } from './theme/theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

followTheme();

const { holdfast, session, proof } = openSession(location.origin);
const router = createConsoleRouter();

createRoot(root).render(
  <StrictMode>
    <HoldfastContext value={holdfast}>
      <DoorContext value={{ session, proof }}>
        <CommandStoreContext value={createCommandStore()}>
          <Scene holdfast={holdfast}>
            <RouterProvider router={router} />
            <ProofDialog />
          </Scene>
        </CommandStoreContext>
      </DoorContext>
    </HoldfastContext>
  </StrictMode>,
);
