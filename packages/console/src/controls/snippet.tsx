import { CopyButton } from './copy-button.tsx';

/** A command to copy into a terminal. */
export const Snippet = ({ code, what }: { readonly code: string; readonly what: string }) => (
  <div className="flex items-start justify-between gap-2 rounded-control border border-line bg-sunken py-2 pr-2 pl-3">
    <pre className="overflow-x-auto py-0.5 font-mono text-small whitespace-pre-wrap break-all">{code}</pre>
    <CopyButton text={code} what={what} />
  </div>
);
