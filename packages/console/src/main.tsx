import { createClient } from '@holdfast/client/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CommandStoreContext, createCommandStore } from './commands/command-store.ts';
import { LiveStreamContext, liveStreamOf } from './live/live-stream-context.ts';
import { createConsoleRouter } from './routing/router.tsx';
import { HoldfastContext } from './server/holdfast-context.ts';
import { followTheme } from './theme/theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

followTheme();

const holdfast = createClient({ baseUrl: location.origin });

createRoot(root).render(
  <StrictMode>
    <HoldfastContext value={holdfast}>
      <LiveStreamContext value={liveStreamOf(holdfast)}>
        <QueryClientProvider client={new QueryClient()}>
          <CommandStoreContext value={createCommandStore()}>
            <RouterProvider router={createConsoleRouter()} />
          </CommandStoreContext>
        </QueryClientProvider>
      </LiveStreamContext>
    </HoldfastContext>
  </StrictMode>,
);
