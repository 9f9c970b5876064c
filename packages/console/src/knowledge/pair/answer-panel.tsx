import { Tabs } from '@base-ui/react/tabs';
import { Panel } from '../../controls/panel.tsx';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Markdown } from '../markdown/markdown.tsx';

const WAYS = [
  ['read', 'As it reads'],
  ['text', 'As text'],
] as const;

/** An answer with its Markdown drawn, and to the letter. */
export const AnswerPanel = ({ answer }: { readonly answer: string }) => (
  <Panel title="Answer" note={<CopyButton text={answer} what="the answer" />}>
    <Tabs.Root defaultValue="read">
      <Tabs.List aria-label="How the answer is shown" className="flex gap-4 border-b border-line px-4">
        {WAYS.map(([value, label]) => (
          <Tabs.Tab
            key={value}
            value={value}
            className="py-2 text-muted -outline-offset-2 hover:text-ink aria-selected:font-semibold aria-selected:text-ink aria-selected:shadow-[inset_0_-2px_0_var(--accent)]"
          >
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="read" className="max-w-[76ch] px-4 py-3">
        <Markdown text={answer} />
      </Tabs.Panel>
      <Tabs.Panel value="text" className="px-4 py-3">
        <pre className="font-mono text-small wrap-anywhere whitespace-pre-wrap">{answer}</pre>
      </Tabs.Panel>
    </Tabs.Root>
  </Panel>
);
