import { z } from 'zod';
import { text } from '../text.ts';

export const AccountId = z.uuid().brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

export const MemberId = z.uuid().brand<'MemberId'>();
export type MemberId = z.infer<typeof MemberId>;

const LONGEST_EMAIL = 254;
// no dot rule and no list of endings: only a letter to it shows whether an address is somebody's. Signs that cannot be seen would let
// somebody have one that looks like another's
const EMAIL = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,253}$/u;

/** Kept as it was written. Two that differ in case only are one. */
export const Email = text(LONGEST_EMAIL).refine((value) => EMAIL.test(value), {
  error: 'must be an e-mail address, like ada@example.com',
});

/** What somebody is called, by others. */
export const PersonName = text(200, 1).refine((value) => value.trim() !== '', { error: 'must not be blank' });

/** Any characters, taken exactly as they come: 1,024 of them, each of which may be two here. What a new one must be like is a rule, told by field. */
export const Password = text(2048, 1);

export const WorkspaceName = text(100, 1).refine((value) => value.trim() !== '', { error: 'must not be blank' });

/** Six digits of an authenticator. */
export const Code = z.string().regex(/^[0-9]{6}$/, { error: 'must be six digits' });

/** One of the codes that were written down when the second factor was set up; blanks, dashes and case do not matter. */
export const RecoveryCode = z
  .string()
  .regex(/^[A-Za-z2-7 -]{16,48}$/, { error: 'must be a recovery code, like abcd-efgh-ijkl-mnop-qrst' });

/** A secret that came by mail, by hand, or from a file. */
export const Token = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/, { error: 'must be the token as it was given' });
