import type { Client } from '@holdfast/client/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { LiveStreamContext, liveStreamOf } from '../live/live-stream-context.ts';
import { PAGE_TITLE_ID } from '../routing/use-arrival-focus.ts';
import { useSession } from './session-context.ts';
import { sceneOf } from './session.ts';

interface SceneProps {
  readonly holdfast: Client;
  readonly children: ReactNode;
}

/** Counts how often somebody left: what nobody saw may stay for whoever comes. */
const useScene = (): number => {
  const now = sceneOf(useSession());
  const [scene, setScene] = useState({ of: now, number: 0 });
  if (scene.of !== now) setScene({ of: now, number: scene.number + (scene.of === 'nobody' ? 0 : 1) });
  return scene.number;
};

const Stage = ({ holdfast, isLater, children }: SceneProps & { readonly isLater: boolean }) => {
  const [queries] = useState(() => new QueryClient());
  const [stream] = useState(() => liveStreamOf(holdfast));
  useEffect(() => {
    if (isLater) document.getElementById(PAGE_TITLE_ID)?.focus();
    return () => queries.clear();
  }, [queries, isLater]);
  return (
    <LiveStreamContext value={stream}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </LiveStreamContext>
  );
};

/** What is known and followed, for one account in one workspace. Whoever comes after begins with nothing. */
export const Scene = ({ holdfast, children }: SceneProps) => {
  const scene = useScene();
  return (
    <Stage key={scene} holdfast={holdfast} isLater={scene > 0}>
      {children}
    </Stage>
  );
};
