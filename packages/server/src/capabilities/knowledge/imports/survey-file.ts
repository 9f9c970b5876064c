import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { ReceivedFile } from '../../../platform/http/uploads/received-file.ts';
import { surveyFile } from '../reading/read-file.ts';
import type { Survey } from '../reading/reading.ts';
import type { Asked } from './asked.ts';
import type { ImportsParts } from './parts.ts';

/** A file that lies here, and how it is to be read. */
export interface Arrived {
  readonly file: Pick<ReceivedFile, 'path' | 'filename' | 'bytes' | 'sha256'>;
  readonly asked: Asked;
}

/** Looks through all of a file when it is its turn. Throws `UnreadableFile`. */
export const survey = (
  { limits, surveyTurns }: Pick<ImportsParts, 'limits' | 'surveyTurns'>,
  { signal, workspace }: { readonly signal: AbortSignal; readonly workspace: WorkspaceId },
  { file: { path, filename }, asked }: Arrived,
): Promise<Survey> => {
  const request = { path, filename, ...asked, signal, limits: { mostRows: limits.rows } };
  return surveyTurns.inTurn(() => surveyFile(request), { signal, lane: workspace });
};
