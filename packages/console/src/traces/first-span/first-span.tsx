import { Tabs } from '@base-ui/react/tabs';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { Snippet } from '../../controls/snippet.tsx';
import { MadeKey } from './made-key.tsx';
import { NO_KEY, SNIPPETS } from './snippets.ts';

const endpointHere = (): string => `${location.origin}/v1/traces`;

/** What to do while there is no trace. It goes away by itself when one comes. */
export const FirstSpan = () => {
  const [key, setKey] = useState<string | undefined>(undefined);
  return (
    <div className="grid max-w-[860px] gap-4">
      <Panel title="Send your first span">
        <div className="grid gap-4 p-4">
          <p>
            Holdfast speaks OpenTelemetry: OTLP over HTTP at{' '}
            <code className="font-mono text-small wrap-anywhere">{endpointHere()}</code>, in protobuf or JSON, and over
            gRPC. Whatever sends OTLP already needs this address and a key.
          </p>
          <MadeKey whole={key} onMade={setKey} />
          <Tabs.Root defaultValue={SNIPPETS[0]?.word}>
            <Tabs.List aria-label="Language" className="flex flex-wrap gap-x-1 border-b border-line">
              {SNIPPETS.map(({ word, label }) => (
                <Tabs.Tab
                  key={word}
                  value={word}
                  className="px-2 py-2 text-muted -outline-offset-2 hover:text-ink aria-selected:font-semibold aria-selected:text-ink aria-selected:shadow-[inset_0_-2px_0_var(--accent)]"
                >
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {SNIPPETS.map(({ word, label, install, file, code }) => (
              <Tabs.Panel key={word} value={word} className="grid gap-2 pt-3">
                {install !== undefined && <Snippet code={install} what={`the command that installs it for ${label}`} />}
                {file !== undefined && <p className="text-small text-muted">{file}</p>}
                <Snippet code={code(endpointHere(), key ?? NO_KEY)} what={`the program in ${label}`} />
              </Tabs.Panel>
            ))}
          </Tabs.Root>
        </div>
      </Panel>
      <p role="status" className="flex items-center gap-2 text-muted">
        <span aria-hidden="true" className="size-2 animate-pulse rounded-full bg-accent" />
        Waiting for the first span. This page shows it as soon as it is here.
      </p>
    </div>
  );
};
