import { ActRow } from '../controls/act-row.tsx';
import type { Deed } from './deed.ts';
import type { Deeds } from './use-deeds.ts';

interface DeedRowProps {
  readonly deeds: Deeds;
  readonly deed: Deed;
  /** What it does. */
  readonly sentence: string;
  /** Why it cannot be done, in place of what it does. */
  readonly impossible?: string | undefined;
}

export const DeedRow = ({ deeds, deed, sentence, impossible }: DeedRowProps) => (
  <ActRow
    label={deed.act}
    sentence={impossible ?? sentence}
    isPossible={impossible === undefined && !deeds.isRunning}
    isRunning={false}
    onAct={() => deeds.propose(deed)}
  />
);
