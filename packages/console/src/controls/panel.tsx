import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

export const Panel = ({ title, note, children }: PanelProps) => {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="overflow-hidden rounded-panel border border-line bg-surface">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line px-4 py-3">
        <h2 id={titleId} className="font-semibold">
          {title}
        </h2>
        {note !== undefined && <span className="text-small text-muted">{note}</span>}
      </div>
      {children}
    </section>
  );
};
