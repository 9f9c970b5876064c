import type { Embedder, EmbedderState } from '@holdfast/protocol/knowledge/embedders';
import type { WorkspaceDb } from '../../../../platform/database/database.ts';
import type { Read } from '../../../../platform/database/transaction.ts';
import type { Transformers } from '../../transformer/transformers.ts';
import { BUILT_IN } from '../filling/begin-filling.ts';
import { countPairs, liveStates, type SpaceState } from '../store/states.ts';

export const showEmbedder = async (
  { transformers }: { readonly transformers: Pick<Transformers, 'look'> },
  db: WorkspaceDb,
): Promise<Embedder> => {
  const [spaces, local] = await Promise.all([db.read(showSpaces), transformers.look()]);
  return { ...spaces, local: { models: [...local.models], missing: local.missing } };
};

const showSpaces = async (tx: Read): Promise<Omit<Embedder, 'local'>> => {
  const states = await liveStates(tx);
  const [current, next] = (['current', 'filling'] as const).map((wanted) =>
    states.find(({ status }) => status === wanted),
  );
  return {
    current: current === undefined ? untouched(await countPairs(tx)) : stateOf(current),
    next: next === undefined ? null : stateOf(next),
  };
};

/** Nobody has chosen, and nothing was embedded yet. */
const untouched = (total: number): EmbedderState => ({
  kind: 'built_in',
  provider_id: null,
  provider_name: null,
  model: BUILT_IN.model,
  dimensions: BUILT_IN.dimensions,
  asked_dimensions: null,
  batch_size: BUILT_IN.batch_size,
  concurrency: BUILT_IN.concurrency,
  since: null,
  pairs: { total, embedded: 0, pending: total, failed: 0 },
  progress: { pairs_per_second: null, seconds_left: null },
  trouble: null,
});

const stateOf = (state: SpaceState): EmbedderState => {
  const { embedder: kind, total, embedded, failed, pairs_per_second: pace } = state;
  const pending = kind === 'none' ? 0 : total - embedded - failed;
  return {
    kind,
    provider_id: state.provider_id,
    provider_name: state.provider_name,
    model: state.model,
    dimensions: state.dimensions,
    asked_dimensions: state.asked_dimensions,
    batch_size: state.batch_size,
    concurrency: state.concurrency,
    since: state.created_at,
    pairs: { total, embedded, pending, failed },
    progress: {
      pairs_per_second: pending === 0 ? null : pace,
      seconds_left: pending === 0 || pace === null || pace <= 0 ? null : Math.ceil(pending / pace),
    },
    trouble: troubleOf(state),
  };
};

const troubleOf = ({ trouble, trouble_since: since, again_at: at }: SpaceState): EmbedderState['trouble'] =>
  trouble === null || since === null || at === null ? null : { detail: trouble, since, again_at: at };
