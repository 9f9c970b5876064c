import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { Mark, type MarkLook } from '../../look/mark.tsx';

const LOOKS: Readonly<Record<Pair['embedding_status'], MarkLook & { readonly means: string }>> = {
  completed: { tone: 'none', shape: 'check', means: 'It is found by its words and by its meaning.' },
  pending: { tone: 'info', shape: 'clock', means: 'It is found by its words, and soon by its meaning.' },
  failed: { tone: 'bad', shape: 'cross', means: 'It is found by its words alone: the embedder failed on it.' },
  off: { tone: 'none', shape: 'dash', means: 'It is found by its words alone: there is no embedder.' },
};

/** Whether a pair is found by its meaning as well. */
export const EmbeddingMark = ({ status }: { readonly status: Pair['embedding_status'] }) => {
  const { means, ...look } = LOOKS[status];
  return (
    <span title={means}>
      <Mark {...look}>{status}</Mark>
    </span>
  );
};
