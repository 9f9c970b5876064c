import type { SignIn } from '@holdfast/protocol/identity/account';
import { endSignIn } from '@holdfast/protocol/identity/me';
import { signOutEverywhere } from '@holdfast/protocol/identity/sign-in';
import { type Deed, deed } from '../../deeds/deed.ts';
import { agentWords } from '../../text/agent-words.ts';
import { counted } from '../../text/count.ts';

export const ending = ({ id, agent, address }: SignIn): Deed =>
  deed({
    act: 'End it',
    ask: (holdfast) => holdfast.call(endSignIn, { params: { sign_in_id: id } }),
    done: () => `${agentWords(agent)} is signed out.`,
    question: {
      title: 'End this sign-in?',
      keep: 'Leave it',
      sentence: `${agentWords(agent)}, from ${address ?? 'an unknown address'}. What it has open closes at once. Whoever uses it must sign in again.`,
    },
  });

export const endingAll = (count: number): Deed =>
  deed({
    act: 'End all',
    ask: (holdfast) => holdfast.call(signOutEverywhere, {}),
    done: () => 'All your sign-ins have ended.',
    question: {
      title: 'End all your sign-ins?',
      keep: 'Leave them',
      sentence: `${counted(count, 'sign-in')} of yours end at once, this one as well. You come to the sign-in page then. API keys go on working.`,
    },
  });
