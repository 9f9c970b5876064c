import { listMembers } from '@holdfast/protocol/identity/members';
import { changeWorkspace, type Workspace } from '@holdfast/protocol/identity/workspaces';
import { PAGE_LIMIT_MAXIMUM } from '@holdfast/protocol/page';
import { useQuery } from '@tanstack/react-query';
import { Panel } from '../../controls/panel.tsx';
import { type Deed, deed, undoing } from '../../deeds/deed.ts';
import { DeedRow } from '../../deeds/deed-row.tsx';
import type { Deeds } from '../../deeds/use-deeds.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { useMay } from '../../session/session-context.ts';
import { useMe } from '../../session/use-me.ts';
import { lackingWords } from './lacking-words.ts';

interface FactorRuleProps {
  readonly workspace: Workspace;
  readonly impossible: string | undefined;
  readonly deeds: Deeds;
}

const changing = (workspace: Workspace, required: boolean, more: Pick<Deed, 'act' | 'question'>): Deed =>
  deed<Workspace>({
    ...more,
    ask: (holdfast) =>
      holdfast.bodyOf(
        changeWorkspace,
        { params: { workspace_id: workspace.id }, body: { second_factor_required: required } },
        { version: workspace.version },
      ),
    done: () =>
      required
        ? 'This workspace asks for a second factor now.'
        : 'This workspace asks for no second factor any more. Those who have one go on showing it.',
    undo: (changed) => undoing(changing(changed, !required, { act: 'Undo' })),
  });

/** Whether every member must have a second factor, and whom that would keep out. */
export const FactorRule = ({ workspace, impossible, deeds }: FactorRuleProps) => {
  const holdfast = useHoldfast();
  const canSeeMembers = useMay('members:manage');
  const hasOne = useMe()?.account.second_factor ?? false;
  const { data } = useQuery({
    queryKey: ['members at once'],
    queryFn: ({ signal }) => holdfast.bodyOf(listMembers, { query: { limit: PAGE_LIMIT_MAXIMUM } }, { signal }),
    enabled: canSeeMembers,
    networkMode: 'always',
  });
  const whom = lackingWords(data);
  const isAsked = workspace.second_factor_required;
  return (
    <Panel title="Second factor">
      <p className="border-b border-line px-4 py-3">
        {isAsked
          ? 'Every member needs one: whoever has none cannot enter until they set one up.'
          : 'Every member decides for themselves whether to have one.'}
        {whom !== undefined && <span className="block text-muted">{whom}</span>}
      </p>
      <div>
        {isAsked ? (
          <DeedRow
            deeds={deeds}
            deed={changing(workspace, false, { act: 'Ask no more' })}
            sentence="Members without one can enter again."
            impossible={impossible}
          />
        ) : (
          <DeedRow
            deeds={deeds}
            deed={changing(workspace, true, {
              act: 'Ask for one',
              question: {
                title: 'Ask every member for a second factor?',
                keep: 'Leave it to them',
                sentence: `${whom ?? 'Members without one are kept out until they set one up.'} What they have open closes at once. API keys go on working.`,
              },
            })}
            sentence="Members without one are kept out until they set one up."
            impossible={
              impossible ?? (hasOne ? undefined : 'You have none yourself and would be kept out: set one up first.')
            }
          />
        )}
      </div>
    </Panel>
  );
};
