import { removeProvider, type Provider } from '@holdfast/protocol/providers/providers';
import type { ReactNode } from 'react';
import { LinkButton } from '../../controls/link-button.tsx';
import { type Deed, deed } from '../../deeds/deed.ts';
import { paths } from '../../routing/paths.ts';
import { StateFrame } from '../../states/state-frame.tsx';

export const removing = (provider: Provider): Deed =>
  deed({
    act: 'Remove',
    ask: (holdfast) => holdfast.call(removeProvider, { params: { provider_id: provider.id } }),
    done: () => `${provider.name} is removed, and its key is forgotten.`,
    question: {
      title: `Remove ${provider.name}?`,
      keep: 'Keep it',
      sentence: 'Its key is forgotten. Whatever asks this provider stops working. It cannot be taken back.',
    },
  });

/** What stands in its place. */
export const RemovedProvider = ({ said }: { readonly said: ReactNode }) => (
  <StateFrame
    role="status"
    title="Removed"
    actions={
      <LinkButton to={paths.providers()} look="plain">
        To the providers
      </LinkButton>
    }
  >
    <p>{said}</p>
  </StateFrame>
);
