import { refuseField } from '../../../platform/failure.ts';
import { readCommonPasswords } from './common-passwords.ts';
import { weaknessOf, type Owner } from './weakness.ts';

/** Fails with what is wrong with a new password, told by its field. */
export const refuseWeakPassword = async (field: string, password: string, owner: Owner = {}): Promise<void> => {
  const weakness = weaknessOf(password, owner, await readCommonPasswords());
  if (weakness !== undefined) refuseField(`/body/${field}`, weakness.code, weakness.detail);
};
