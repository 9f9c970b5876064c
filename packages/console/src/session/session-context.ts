import type { Permission } from '@holdfast/protocol/permissions';
import { createContext, use, useSyncExternalStore } from 'react';
import type { ProofAsker } from './proof-asker.ts';
import { may, type Session } from './session.ts';
import type { SessionStore } from './session-store.ts';

export interface Door {
  readonly session: SessionStore;
  readonly proof: ProofAsker;
}

export const DoorContext = createContext<Door | undefined>(undefined);

const useDoor = (): Door => {
  const door = use(DoorContext);
  if (door === undefined) throw new Error('no DoorContext above');
  return door;
};

export const useSessionStore = (): SessionStore => useDoor().session;

export const useSession = (): Session => {
  const store = useSessionStore();
  return useSyncExternalStore(store.subscribe, store.current);
};

export const useMay = (permission: Permission): boolean => may(useSession(), permission);

export const useProofAsker = (): ProofAsker => useDoor().proof;
