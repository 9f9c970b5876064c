import type { ReactNode } from 'react';
import { Brand } from '../look/brand.tsx';
import { PAGE_TITLE_ID } from '../routing/use-arrival-focus.ts';
import { useBuildVersion } from '../server/use-build-version.ts';
import { ThemeSwitch } from '../theme/theme-switch.tsx';

interface DoorFrameProps {
  readonly title: string;
  /** What this page is for, in a sentence. */
  readonly sentence?: ReactNode;
  readonly children: ReactNode;
  /** Below the panel: where else one may want to go. */
  readonly beside?: ReactNode;
}

/** The calm frame round what is asked of those who are not in yet. */
export const DoorFrame = ({ title, sentence, children, beside }: DoorFrameProps) => {
  const { data } = useBuildVersion();
  return (
    <div className="flex min-h-dvh flex-col items-center gap-6 px-4 py-6">
      <div className="my-auto grid w-full max-w-[416px] grid-cols-[minmax(0,1fr)] gap-4">
        <header className="justify-self-center text-title">
          <Brand />
        </header>
        <main id="main" tabIndex={-1} className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <title>{`${title} · Holdfast`}</title>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-panel border border-line bg-surface p-5 sm:p-6 [&_[type=submit]]:w-full [&_[type=submit]]:justify-center">
            <div className="grid gap-1">
              <h1 id={PAGE_TITLE_ID} tabIndex={-1} className="text-title font-semibold wrap-anywhere">
                {title}
              </h1>
              {sentence !== undefined && <p className="text-muted wrap-anywhere">{sentence}</p>}
            </div>
            {children}
          </div>
          {beside !== undefined && <div className="grid justify-items-center gap-1 text-muted">{beside}</div>}
        </main>
      </div>
      <footer className="grid w-full max-w-[416px] grid-cols-[minmax(0,1fr)_208px] items-center gap-4 text-small text-muted">
        <span>{data === undefined ? 'Holdfast' : `Holdfast ${data.version}`}</span>
        <ThemeSwitch />
      </footer>
    </div>
  );
};
