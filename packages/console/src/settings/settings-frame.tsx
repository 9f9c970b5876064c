import type { ReactNode } from 'react';
import { SettingsNav } from './settings-nav.tsx';

/** A page of Settings: its head, the way to its neighbours, what it is about. */
export const SettingsFrame = ({ head, children }: { readonly head: ReactNode; readonly children: ReactNode }) => (
  <>
    {head}
    <div className="grid flex-1 grid-cols-[minmax(0,1fr)] content-start lg:grid-cols-[176px_minmax(0,1fr)] lg:content-stretch">
      <SettingsNav />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start">{children}</div>
    </div>
  </>
);
