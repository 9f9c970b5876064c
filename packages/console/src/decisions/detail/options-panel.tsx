import type { Decision } from '@holdfast/protocol/decisions/decision';
import { Panel } from '../../controls/panel.tsx';
import { Mark } from '../../look/mark.tsx';
import { GivenText } from '../arguments/given-text.tsx';

/** The ways to approve, where there are some. */
export const OptionsPanel = ({ decision: { options, outcome } }: { readonly decision: Decision }) => {
  if (options.length === 0) return undefined;
  return (
    <Panel title="Ways to approve" note="Whoever approves names one">
      <ul aria-label="Options">
        {options.map(({ id, title }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 border-t border-line px-4 py-2 first:border-t-0"
          >
            <span className="min-w-0 wrap-anywhere">
              <GivenText text={title} />
            </span>
            {outcome?.option === id ? (
              <Mark tone="ok" shape="check">
                chosen
              </Mark>
            ) : (
              <code className="font-mono text-small text-muted">{id}</code>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
};
