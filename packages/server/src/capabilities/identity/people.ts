import type { Capability } from '../../platform/capability.ts';
import { accountRoutes } from './accounts/routes.ts';
import type { AcceptParts } from './invitations/accept.ts';
import { writesInvitationLetters } from './invitations/invitation-letter.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { createLinks } from './links.ts';
import { memberRoutes } from './members/routes.ts';
import type { IdentityParts } from './parts.ts';
import { createMakeReset } from './password-resets/make-reset.ts';
import { writesResetLetters } from './password-resets/reset-letter.ts';
import { resetRoutes } from './password-resets/routes.ts';
import type { ConfirmParts } from './second-factor/confirm.ts';
import { secondFactorRoutes } from './second-factor/routes.ts';
import { workspaceRoutes } from './workspaces/routes.ts';

export interface PeopleParts extends IdentityParts, AcceptParts, ConfirmParts {
  /** Where this node listens, for links where nobody said how it is reached. */
  readonly listeningAt: () => string;
}

/** How people come to be members, what guards their accounts, and who decides about both. */
export const createPeople = (parts: PeopleParts): Required<Pick<Capability, 'endpoints' | 'work'>> => {
  const { listeningAt, settings } = parts;
  const baseUrl = (): string => settings.publicUrl?.href ?? listeningAt();
  const links = createLinks(baseUrl);
  const makeReset = createMakeReset(links);
  return {
    endpoints: [
      ...secondFactorRoutes(parts),
      ...memberRoutes({ ...parts, makeReset }),
      ...invitationRoutes({ ...parts, links }),
      ...resetRoutes({ ...parts, baseUrl }),
      ...workspaceRoutes(parts),
      ...accountRoutes({ ...parts, makeReset }),
    ],
    work: { handlers: [writesInvitationLetters(parts), writesResetLetters(parts)] },
  };
};
