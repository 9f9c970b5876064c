import type { TraceView } from '@holdfast/protocol/views/trace-views';
import { useRouter } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { useOffer } from '../../commands/command-store.ts';
import { Modal } from '../../controls/modal.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { readShown, type ShownTraces, wordsOf } from '../filters/shown-traces.ts';
import { KeptViews } from './kept-views.tsx';
import { SaveView } from './save-view.tsx';
import { filtersOf, useViews } from './use-views.ts';

/** Where a view leads. What of it this version cannot ask for is left out. */
const pathOf = ({ filters }: TraceView): string =>
  paths.traces(wordsOf(readShown(`?${new URLSearchParams(filters).toString()}`)));

const LINK = 'rounded-control px-1 text-small text-accent underline underline-offset-2';

/** Views in the palette, by name. */
const useViewCommands = (views: readonly TraceView[]): void => {
  const router = useRouter();
  const known = JSON.stringify(views.map((view) => [view.id, view.name, pathOf(view)]));
  const commands = useMemo(
    () =>
      (JSON.parse(known) as [string, string, string][]).map(([id, name, href]): Command => ({
        id: `view-${id}`,
        label: `View: ${name}`,
        group: 'Go to',
        run: () => void router.navigate({ href }),
      })),
    [router, known],
  );
  useOffer(commands);
};

/** Saved views: each opens with a press, and what is shown now can become one. */
export const ViewsRow = ({ shown }: { readonly shown: ShownTraces }) => {
  const views = useViews();
  const [dialog, setDialog] = useState<'save' | 'manage' | undefined>(undefined);
  useViewCommands(views);
  const words = wordsOf(shown);
  const here = paths.traces(words);
  const canSave = Object.keys(filtersOf(words)).length > 0 && views.every((view) => pathOf(view) !== here);
  const close = (): void => setDialog(undefined);
  if (views.length === 0 && !canSave) return undefined;
  return (
    <div role="group" aria-label="Views" className="flex flex-wrap items-center gap-1.5">
      {views.length > 0 && (
        <span aria-hidden="true" className="mr-1 text-small text-muted">
          Views
        </span>
      )}
      {views.map((view) => (
        <PageLink
          key={view.id}
          to={pathOf(view)}
          isHere={pathOf(view) === here}
          className="inline-flex min-h-6 max-w-full items-center rounded-full border border-line bg-surface px-2.5 text-small text-muted wrap-anywhere hover:border-line-strong hover:text-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {view.name}
        </PageLink>
      ))}
      {canSave && (
        <button type="button" onClick={() => setDialog('save')} className={LINK}>
          Save this view
        </button>
      )}
      {views.length > 0 && (
        <button type="button" onClick={() => setDialog('manage')} className={LINK}>
          Change views
        </button>
      )}
      <Modal title="Save this view" isOpen={dialog === 'save'} onClose={close}>
        <SaveView words={words} onSaved={close} />
      </Modal>
      <Modal title="Views" isOpen={dialog === 'manage'} onClose={close}>
        <KeptViews views={views} />
      </Modal>
    </div>
  );
};
