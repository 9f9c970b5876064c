import { type AccountOfInstance, listAccounts } from '@holdfast/protocol/identity/accounts';
import type { Topic } from '@holdfast/protocol/live/topic';
import { useRouter } from '@tanstack/react-router';
import { Panel } from '../../controls/panel.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { StateFrame } from '../../states/state-frame.tsx';
import { counted } from '../../text/count.ts';
import { SettingsPage } from '../settings-page.tsx';
import { AccountLine } from './account-line.tsx';

const NO_TOPICS: readonly Topic[] = [];

/** Nothing is sent by it: it changes the address. */
const IDLE = { isRunning: false, fields: {}, refusal: undefined } as const;

const FindAccount = ({ email }: { readonly email: string | undefined }) => {
  const router = useRouter();
  return (
    <div className="max-w-[480px]">
      <Form
        label="Find an account"
        submit={IDLE}
        act="Find"
        isRow
        onFilled={(filled) => void router.navigate({ href: paths.accounts(filled('email').trim()) })}
        beside={
          email !== undefined && (
            <PageLink to={paths.accounts()} isHere={false} className="text-accent underline underline-offset-2">
              Show all
            </PageLink>
          )
        }
      >
        <TextField
          key={email}
          label="E-mail"
          name="email"
          type="email"
          required
          autoComplete="off"
          defaultValue={email}
        />
      </Form>
    </div>
  );
};

/** All accounts of the instance, for those who run it. */
export const AccountsPage = () => {
  const email = useSearchWord('email');
  const pages = useLivePages<AccountOfInstance>(
    ['accounts', email],
    (holdfast, cursor, signal) =>
      holdfast.call(listAccounts, { query: { email, cursor } }, { ...(signal !== undefined && { signal }) }),
    NO_TOPICS,
  );
  const deeds = useDeeds(pages.live.refreshed);
  return (
    <SettingsPage
      title="Accounts"
      live={pages.live}
      what="the accounts"
      above={
        <>
          <DeedsView deeds={deeds} />
          <FindAccount email={email} />
        </>
      }
    >
      {({ body: { items, next_cursor: cursor }, serverAt }) => (
        <Panel
          title="Accounts of this instance"
          note={`${counted(items.length, 'account')}${cursor === null ? '' : ' of more'}, the latest first`}
        >
          {items.length === 0 ? (
            <StateFrame title="No account has this e-mail">
              <p className="text-muted">See that it is written as they sign in with it.</p>
            </StateFrame>
          ) : (
            <>
              <ul>
                {items.map((account) => (
                  <AccountLine key={account.id} account={account} now={serverAt} deeds={deeds} />
                ))}
              </ul>
              <LoadMore pages={pages} what="that there are" />
            </>
          )}
        </Panel>
      )}
    </SettingsPage>
  );
};
