import { Button } from '../controls/button.tsx';
import type { Deed } from './deed.ts';
import type { Deeds } from './use-deeds.ts';

interface DeedButtonProps {
  readonly deeds: Deeds;
  readonly deed: Deed;
  /** To whom or what, for those who hear the button alone. */
  readonly of: string;
}

export const DeedButton = ({ deeds, deed, of }: DeedButtonProps) => (
  <Button
    aria-disabled={deeds.isRunning}
    onClick={() => {
      if (!deeds.isRunning) deeds.propose(deed);
    }}
  >
    {deed.act}
    <span className="sr-only"> ({of})</span>
  </Button>
);
