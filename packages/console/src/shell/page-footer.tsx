import { KeyCaps } from '../commands/key-caps.tsx';
import { serverPaths } from '../routing/paths.ts';
import { useBuildVersion } from '../server/use-build-version.ts';

const LINK = 'rounded-control underline-offset-2 hover:text-ink hover:underline';

export const PageFooter = ({ onKeys }: { readonly onKeys: () => void }) => {
  const { data } = useBuildVersion();
  return (
    <footer className="flex print:hidden min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 text-small text-muted md:px-6">
      <span>
        {data === undefined ? 'Holdfast, version not known yet' : `Holdfast ${data.version}, protocol ${data.protocol}`}
      </span>
      <span className="ml-auto flex flex-wrap items-center gap-x-3 md:gap-x-4">
        <a href={serverPaths.docs()} className={LINK}>
          Docs
        </a>
        <a href={serverPaths.openApi()} className={LINK}>
          OpenAPI
        </a>
        <button type="button" onClick={onKeys} className={`flex items-center gap-1.5 ${LINK}`}>
          Keys <KeyCaps keys="?" />
        </button>
      </span>
    </footer>
  );
};
