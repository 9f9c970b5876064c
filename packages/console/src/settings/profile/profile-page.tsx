import { LoadingState } from '../../states/loading-state.tsx';
import { PageHeader } from '../../shell/page-header.tsx';
import { useMe } from '../../session/use-me.ts';
import { SettingsFrame } from '../settings-frame.tsx';
import { IdentitiesPanel } from './identities-panel.tsx';
import { IssuerNews } from './issuer-news.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { PersonPanel } from './person-panel.tsx';

/** What others call somebody, and what opens their account. */
export const ProfilePage = () => {
  const me = useMe();
  return (
    <SettingsFrame head={<PageHeader title="Profile" />}>
      {me === undefined ? (
        <LoadingState what="your profile" />
      ) : (
        <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
          <IssuerNews />
          <PersonPanel account={me.account} />
          <PasswordPanel account={me.account} />
          <IdentitiesPanel hasOtherWay={me.account.has_password} />
        </div>
      )}
    </SettingsFrame>
  );
};
