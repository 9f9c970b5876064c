import type { Client } from '@holdfast/client/client';
import { createContext, use } from 'react';

export const HoldfastContext = createContext<Client | undefined>(undefined);

/** The server that this console belongs to. */
export const useHoldfast = (): Client => {
  const client = use(HoldfastContext);
  if (client === undefined) throw new Error('no HoldfastContext above');
  return client;
};
