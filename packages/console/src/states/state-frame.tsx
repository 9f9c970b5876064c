import type { ReactNode } from 'react';

interface StateFrameProps {
  readonly title: string;
  /** What happened and what to do, in a sentence or two. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly role?: 'alert' | 'status';
}

/** What stands where a page's contents would be, when there are none. */
export const StateFrame = ({ title, children, actions, role }: StateFrameProps) => (
  <section role={role} className="grid max-w-[640px] justify-items-start gap-3 p-4 md:p-6">
    <h2 className="font-semibold">{title}</h2>
    {children}
    {actions !== undefined && <div className="flex flex-wrap gap-2 pt-1">{actions}</div>}
  </section>
);
