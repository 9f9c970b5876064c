import type { Member } from '@holdfast/protocol/identity/members';
import { changeMember, removeMember, resetMemberSecondFactor } from '@holdfast/protocol/identity/members';
import type { Role } from '@holdfast/protocol/permissions';
import { type Deed, deed, undoing } from '../../deeds/deed.ts';
import { roleWords } from '../../text/role-words.ts';

export const givingRole = (member: Member, role: Role): Deed =>
  deed({
    act: 'Change the role',
    ask: (holdfast) =>
      holdfast.bodyOf(changeMember, { params: { member_id: member.id }, body: { role } }, { version: member.version }),
    done: (changed) => `${member.name} is ${roleWords(changed.role)} now.`,
    undo: (changed) => undoing(givingRole(changed, member.role)),
  });

const letting = (member: Member, active: boolean, more: Pick<Deed<Member>, 'act' | 'done' | 'question'>): Deed =>
  deed<Member>({
    ...more,
    ask: (holdfast) =>
      holdfast.bodyOf(
        changeMember,
        { params: { member_id: member.id }, body: { active } },
        { version: member.version },
      ),
    undo: (changed) => undoing(active ? shuttingOut(changed) : lettingIn(changed)),
  });

export const lettingIn = (member: Member): Deed =>
  letting(member, true, {
    act: 'Let in again',
    done: () => `${member.name} is in again, as ${roleWords(member.role)}.`,
  });

export const shuttingOut = (member: Member): Deed =>
  letting(member, false, {
    act: 'Shut out',
    done: () => `${member.name} is shut out.`,
    question: {
      title: `Shut ${member.name} out?`,
      keep: 'Leave them in',
      sentence:
        'What they have open in this workspace closes at once, and their API keys do nothing. Their work stays, and you can let them in again.',
    },
  });

export const removing = (member: Member): Deed =>
  deed({
    act: 'Remove',
    ask: (holdfast) => holdfast.call(removeMember, { params: { member_id: member.id } }),
    done: () => `${member.name} is no member any more.`,
    question: {
      title: `Take ${member.name} out of this workspace?`,
      keep: 'Keep them',
      sentence:
        'They lose the workspace at once, and their API keys end for good. Their account stays, for other workspaces. To come back they need a new invitation.',
    },
  });

export const removingFactor = (member: Member): Deed =>
  deed({
    act: 'Remove factor',
    ask: (holdfast) => holdfast.call(resetMemberSecondFactor, { params: { member_id: member.id } }),
    done: () => `${member.name} has no second factor now. Their password alone opens their account.`,
    question: {
      title: `Remove the second factor of ${member.name}?`,
      keep: 'Leave it',
      sentence:
        'Be sure that it is really they who ask: until they set up another one, their password alone opens their account. All their sign-ins end.',
    },
  });
