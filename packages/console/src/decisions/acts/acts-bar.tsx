import type { Decision, DecisionAct, Hindrance } from '@holdfast/protocol/decisions/decision';
import { useId, useState } from 'react';
import { KeyCaps } from '../../commands/key-caps.tsx';
import { Button } from '../../controls/button.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { hindranceWords } from './hindrance-words.ts';

/** An act as the page offers it, or why it does not. */
export interface Offer {
  readonly act: DecisionAct;
  readonly label: string;
  readonly hindrance: Hindrance | undefined;
  readonly onAct: () => void;
}

const KEYS: Readonly<Partial<Record<DecisionAct, string>>> = {
  claim: 'c',
  release: 'c',
  escalate: 'e',
  reject: 'r',
  approve: 'a',
};

/** What is no matter of whoever looks is not there; what they might do another time is, and says why not now. */
const NO_MATTER: ReadonlySet<Hindrance> = new Set(['not_asker', 'not_returned', 'not_claimed', 'delegated']);
/** Always in sight, however narrow it is. */
const VERDICTS: ReadonlySet<DecisionAct> = new Set(['reject', 'approve']);
const MAIN: ReadonlySet<DecisionAct> = new Set(['claim', 'release', 'escalate', ...VERDICTS]);

export const isShown = ({ act, hindrance }: Offer): boolean =>
  hindrance === undefined || (MAIN.has(act) && !NO_MATTER.has(hindrance));

interface Reason {
  readonly hindrance: Hindrance;
  readonly acts: readonly string[];
  /** It is about something that is always in sight. */
  readonly isMain: boolean;
}

const reasonsOf = (offers: readonly Offer[]): readonly Reason[] => {
  const hindrances = [...new Set(offers.flatMap(({ hindrance }) => hindrance ?? []))];
  return hindrances.map((hindrance) => {
    const hindered = offers.filter((offer) => offer.hindrance === hindrance);
    return {
      hindrance,
      acts: hindered.map(({ label }) => label),
      isMain: hindered.some(({ act }) => VERDICTS.has(act)),
    };
  });
};

interface OfferButtonProps {
  readonly offer: Offer;
  readonly isRunning: boolean;
  /** Of the sentences that say why not. */
  readonly id: string;
}

const OfferButton = ({ offer: { act, label, hindrance, onAct }, isRunning, id }: OfferButtonProps) => {
  const keys = KEYS[act];
  return (
    <Button
      {...(keys !== undefined && { 'aria-keyshortcuts': keys })}
      aria-disabled={isRunning || hindrance !== undefined}
      {...(hindrance !== undefined && { 'aria-describedby': `${id}-${hindrance}` })}
      onClick={() => {
        if (!isRunning && hindrance === undefined) onAct();
      }}
    >
      {label}
      {keys !== undefined && (
        <span aria-hidden="true" className="contents">
          <KeyCaps keys={keys} />
        </span>
      )}
    </Button>
  );
};

const SetUpFactor = ({ to }: { readonly to: string }) => (
  <>
    {' '}
    <PageLink to={paths.secondFactor(to)} isHere={false} className="text-accent underline underline-offset-2">
      Set one up
    </PageLink>
  </>
);

interface ActsBarProps {
  readonly decision: Decision;
  readonly offers: readonly Offer[];
  readonly isRunning: boolean;
}

/** What can be done, none of it the default; beside what cannot stands why. */
export const ActsBar = ({ decision, offers, isRunning }: ActsBarProps) => {
  const id = useId();
  const [hasMore, setHasMore] = useState(false);
  const shown = offers.filter(isShown);
  const others = shown.filter(({ act }) => !MAIN.has(act));
  const sides = shown.filter(({ act }) => MAIN.has(act) && !VERDICTS.has(act));
  const isOpen = hasMore ? 'flex' : 'hidden';
  const button = (offer: Offer) => <OfferButton key={offer.act} offer={offer} isRunning={isRunning} id={id} />;
  if (shown.length === 0) return undefined;
  return (
    <section
      aria-label="What you can do"
      className="@container sticky bottom-0 grid gap-2 rounded-panel border border-line-strong bg-surface px-3 py-2 sm:px-4 sm:py-3"
    >
      <div className="flex flex-wrap items-center gap-2">
        <div className={`w-full flex-wrap gap-2 empty:hidden @2xl:mr-auto @2xl:flex @2xl:w-auto ${isOpen}`}>
          {others.map(button)}
        </div>
        <div className={`w-full flex-wrap gap-2 empty:hidden @lg:flex @lg:w-auto ${isOpen}`}>{sides.map(button)}</div>
        {shown.filter(({ act }) => VERDICTS.has(act)).map(button)}
        {others.length + sides.length > 0 && (
          <span className={others.length > 0 ? '@2xl:hidden' : '@lg:hidden'}>
            <Button aria-expanded={hasMore} onClick={() => setHasMore(!hasMore)}>
              More
            </Button>
          </span>
        )}
      </div>
      {reasonsOf(shown).map(({ hindrance, acts, isMain }) => (
        <p
          key={hindrance}
          id={`${id}-${hindrance}`}
          className={`text-small text-muted wrap-anywhere ${isMain || hasMore ? '' : 'hidden @lg:block'}`}
        >
          {acts.length < shown.length && <strong className="font-semibold">{acts.join(', ')}: </strong>}
          {hindranceWords(hindrance, decision)}
          {hindrance === 'second_factor_needed' && <SetUpFactor to={paths.decision(decision.id)} />}
        </p>
      ))}
    </section>
  );
};
