import {
  type AccountOfInstance,
  changeAccount,
  linkAccountReset,
  resetAccountSecondFactor,
} from '@holdfast/protocol/identity/accounts';
import { type Deed, deed, undoing } from '../../deeds/deed.ts';
import { makingLink } from '../link-deed.tsx';

type Change = { readonly operator: boolean } | { readonly active: boolean };
type Words = Pick<Deed<AccountOfInstance>, 'act' | 'done' | 'question'>;

const changing = (
  account: AccountOfInstance,
  change: Change,
  words: Words,
  back: (changed: AccountOfInstance) => Deed,
): Deed =>
  deed<AccountOfInstance>({
    ...words,
    ask: (holdfast) =>
      holdfast.bodyOf(
        changeAccount,
        { params: { account_id: account.id }, body: change },
        { version: account.version },
      ),
    undo: (changed) => undoing(back(changed)),
  });

export const makingOperator = (account: AccountOfInstance): Deed =>
  changing(
    account,
    { operator: true },
    {
      act: 'Make operator',
      done: () => `${account.name} runs this instance now, with you.`,
      question: {
        title: `Make ${account.name} an operator?`,
        keep: 'Leave it',
        sentence:
          'Operators see all accounts and workspaces by name, make and shut out, and run the machine. They do not see into workspaces that they are no member of.',
      },
    },
    unmakingOperator,
  );

export const unmakingOperator = (account: AccountOfInstance): Deed =>
  changing(
    account,
    { operator: false },
    {
      act: 'Operator no more',
      done: () => `${account.name} is no operator any more.`,
      question: {
        title: `Is ${account.name} an operator no more?`,
        keep: 'Leave it',
        sentence: 'They keep their workspaces. What they have open of the instance closes at once.',
      },
    },
    makingOperator,
  );

export const lettingIn = (account: AccountOfInstance): Deed =>
  changing(account, { active: true }, { act: 'Let in again', done: () => `${account.name} is in again.` }, shuttingOut);

export const shuttingOut = (account: AccountOfInstance): Deed =>
  changing(
    account,
    { active: false },
    {
      act: 'Shut out',
      done: () => `${account.name} is shut out of the instance.`,
      question: {
        title: `Shut ${account.name} out of the instance?`,
        keep: 'Leave them in',
        sentence:
          'All their sign-ins end at once, in every workspace, and their API keys do nothing. You can let them in again.',
      },
    },
    lettingIn,
  );

export const removingFactor = ({ id, name }: AccountOfInstance): Deed =>
  deed({
    act: 'Remove factor',
    ask: (holdfast) => holdfast.call(resetAccountSecondFactor, { params: { account_id: id } }),
    done: () => `${name} has no second factor now. Their password alone opens their account.`,
    question: {
      title: `Remove the second factor of ${name}?`,
      keep: 'Leave it',
      sentence:
        'Be sure that it is really they who ask: until they set up another one, their password alone opens their account. All their sign-ins end.',
    },
  });

export const handingLink = ({ id, name }: AccountOfInstance): Deed =>
  makingLink(name, (holdfast) => holdfast.bodyOf(linkAccountReset, { params: { account_id: id } }));
