import type { AccountOfInstance } from '@holdfast/protocol/identity/accounts';
import { DeedButton } from '../../deeds/deed-button.tsx';
import type { Deeds } from '../../deeds/use-deeds.ts';
import { Mark } from '../../look/mark.tsx';
import { useMe } from '../../session/use-me.ts';
import { Ago } from '../../text/ago.tsx';
import { counted } from '../../text/count.ts';
import { Day } from '../../text/day.tsx';
import { ActiveMark } from '../members/member-marks.tsx';
import {
  handingLink,
  lettingIn,
  makingOperator,
  removingFactor,
  shuttingOut,
  unmakingOperator,
} from './account-deeds.tsx';

interface AccountLineProps {
  readonly account: AccountOfInstance;
  readonly now: number;
  readonly deeds: Deeds;
}

const Acts = ({ account, deeds }: Omit<AccountLineProps, 'now'>) => {
  const all = [
    account.operator ? unmakingOperator(account) : makingOperator(account),
    account.active ? shuttingOut(account) : lettingIn(account),
    handingLink(account),
    ...(account.second_factor ? [removingFactor(account)] : []),
  ];
  return (
    <div className="flex flex-wrap gap-2">
      {all.map((one) => (
        <DeedButton key={one.act} deeds={deeds} deed={one} of={account.name} />
      ))}
    </div>
  );
};

/** An account of the instance, and what an operator can do about it. */
export const AccountLine = ({ account, now, deeds }: AccountLineProps) => {
  const isOwn = useMe()?.account.id === account.id;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 border-t border-line px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="min-w-0 font-semibold wrap-anywhere">{account.name}</h3>
        {isOwn && <span className="text-small text-muted">you</span>}
        {account.operator && (
          <Mark tone="info" shape="bolt">
            operator
          </Mark>
        )}
        {!account.active && <ActiveMark isActive={false} />}
      </div>
      <p className="text-small text-muted wrap-anywhere">
        {account.email}, {counted(account.workspaces, 'workspace')},{' '}
        {account.second_factor ? 'with a second factor' : 'without a second factor'}, since{' '}
        <Day at={account.created_at} />,{' '}
        {account.seen_at === null ? (
          'never seen'
        ) : (
          <>
            seen <Ago at={account.seen_at} now={now} isRough />
          </>
        )}
      </p>
      {isOwn ? (
        <p className="text-small text-muted">What is about you, another operator does.</p>
      ) : (
        <Acts account={account} deeds={deeds} />
      )}
    </li>
  );
};
