import { join, resolve } from 'node:path';
import { refuseHalfAPlace } from '../database-place.ts';
import { refuseNowhereToComeBack } from '../open-identity.ts';
import { mailServerOf } from '../open-mail.ts';
import { findSecretKey } from '../platform/crypto/secret-key.ts';
import { readFolderId } from '../platform/files/folder-identity.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { bad, ok, type Finding, type Patient } from './finding.ts';

/** What a start reads before it opens anything, by the same functions: settings that do not go together, and what is kept. */
export const lookAtSettings = async ({ config }: Patient): Promise<Finding[]> => {
  const folder = resolve(config.HOLDFAST_DATA);
  const readings: (() => unknown)[] = [
    () => mailServerOf(config),
    () => refuseHalfAPlace(config),
    () => refuseNowhereToComeBack(config),
    () => findSecretKey(config.HOLDFAST_SECRET_KEY, join(folder, 'secret-key')),
    () => readFolderId(join(folder, 'holdfast.json')),
  ];
  const findings: Finding[] = [];
  for (const read of readings) {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      findings.push(bad(error.message));
    }
  }
  return findings.length > 0 ? findings : [ok('The settings go together.')];
};
