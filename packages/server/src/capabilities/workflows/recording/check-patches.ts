import type { NewPatch } from '@holdfast/protocol/workflows/patches';
import type { ProblemField } from '@holdfast/protocol/problem';
import type { Timestamp } from '@holdfast/protocol/time';
import { fail } from '../../../platform/failure.ts';
import { objectionToPatch } from '../folding/limits.ts';
import { toUtc } from '../place.ts';
import type { StoredPatch } from '../store/patches.ts';

const MOST_FIELDS = 50;

/** Patches of a request as they are kept. One that cannot be taken refuses all of them. */
export const toStored = (patches: readonly NewPatch[]): readonly StoredPatch[] => {
  refuseAny(patches, ({ patch }) => objectionToPatch(patch), 'patch');
  return patches.map(({ node, sequence, time, patch, trace_id = null, span_id = null }) => ({
    node,
    sequence,
    time: toUtc(time),
    patch: JSON.stringify(patch),
    trace_id,
    span_id,
  }));
};

export const refuseAhead = (patches: readonly StoredPatch[], latest: Timestamp): void =>
  refuseAny(patches, ({ time }) => (time > latest ? ahead(latest) : undefined), 'time');

const ahead = (latest: Timestamp): string =>
  `must be no later than ${latest}, which is 5 minutes ahead of the clock of the database; set the clock of the node`;

const refuseAny = <One>(patches: readonly One[], objectionTo: (one: One) => string | undefined, name: string): void => {
  const fields: ProblemField[] = [];
  for (const [place, patch] of patches.entries()) {
    const detail = objectionTo(patch);
    if (detail !== undefined && fields.length < MOST_FIELDS)
      fields.push({ pointer: `/body/patches/${place}/${name}`, code: name === 'time' ? 'future' : 'patch', detail });
  }
  const [first] = fields;
  if (first !== undefined) fail('invalid', { detail: `${first.pointer} ${first.detail}.`, fields });
};
