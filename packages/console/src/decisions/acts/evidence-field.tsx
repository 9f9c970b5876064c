import { type Evidence, Reason, Title } from '@holdfast/protocol/decisions/decision';
import { LONGEST_EVIDENCE, LONGEST_TITLE, MOST_EVIDENCE } from '@holdfast/protocol/decisions/limits';
import { useId } from 'react';
import { Button } from '../../controls/button.tsx';
import { TextButton } from '../../controls/text-button.tsx';
import { useFieldError } from '../../forms/field-errors.ts';
import { CONTROL } from '../../forms/field-frame.tsx';

/** A piece of evidence as it is being written. */
export interface EvidenceDraft {
  readonly key: number;
  readonly title: string;
  readonly content: string;
  readonly origin: string;
  readonly trusted: boolean;
}

const draftOf = (key: number): EvidenceDraft => ({ key, title: '', content: '', origin: '', trusted: false });

/** Whether each piece says what it is and where it came from. */
export const isWhole = ({ title, origin }: EvidenceDraft): boolean =>
  Title.safeParse(title).success && Reason.safeParse(origin).success;

export const evidenceOf = ({ title, content, origin, trusted }: EvidenceDraft): Evidence => ({
  title: title.trim(),
  content,
  origin: origin.trim(),
  trusted,
});

interface PieceProps {
  readonly piece: EvidenceDraft;
  readonly number: number;
  readonly onChange: (more: Partial<EvidenceDraft>) => void;
  readonly onRemove: () => void;
}

const LABEL = 'grid gap-1 text-small text-muted';

const Piece = ({ piece, number, onChange, onRemove }: PieceProps) => (
  <div role="group" aria-label={`Piece ${number}`} className="grid w-full gap-2 rounded-control border border-line p-3">
    <label className={LABEL}>
      Title
      <input
        value={piece.title}
        maxLength={LONGEST_TITLE}
        onChange={({ target }) => onChange({ title: target.value })}
        className={CONTROL}
      />
    </label>
    <label className={LABEL}>
      What it says
      <textarea
        value={piece.content}
        rows={3}
        maxLength={LONGEST_EVIDENCE}
        onChange={({ target }) => onChange({ content: target.value })}
        className={`${CONTROL} py-2`}
      />
    </label>
    <label className={LABEL}>
      Where it came from, in words or as an address
      <input
        value={piece.origin}
        maxLength={500}
        onChange={({ target }) => onChange({ origin: target.value })}
        className={CONTROL}
      />
    </label>
    <label className="flex items-baseline gap-3">
      <input
        type="checkbox"
        className="size-4 shrink-0 translate-y-0.5 accent-accent"
        checked={piece.trusted}
        onChange={({ target }) => onChange({ trusted: target.checked })}
      />
      <span className="text-muted">
        <strong className="font-semibold text-ink">I vouch for it:</strong> it is from no document, page or message of
        somebody else.
      </span>
    </label>
    <TextButton onClick={onRemove}>Leave this piece out</TextButton>
  </div>
);

interface EvidenceFieldProps {
  readonly pieces: readonly EvidenceDraft[];
  readonly onChange: (pieces: readonly EvidenceDraft[]) => void;
}

/** What is added to the evidence with an answer. */
export const EvidenceField = ({ pieces, onChange }: EvidenceFieldProps) => {
  const error = useFieldError('evidence');
  const errorId = useId();
  const next = Math.max(0, ...pieces.map(({ key }) => key)) + 1;
  return (
    <fieldset
      className="grid min-w-0 justify-items-start gap-2"
      {...(error !== undefined && { 'aria-describedby': errorId })}
    >
      <legend className="pb-1 font-semibold">Evidence to add</legend>
      {pieces.map((piece, index) => (
        <Piece
          key={piece.key}
          piece={piece}
          number={index + 1}
          onChange={(more) => onChange(pieces.map((one) => (one === piece ? { ...one, ...more } : one)))}
          onRemove={() => onChange(pieces.filter((one) => one !== piece))}
        />
      ))}
      {error !== undefined && (
        <p id={errorId} className="text-small text-bad wrap-anywhere">
          {error}
        </p>
      )}
      <Button
        aria-disabled={pieces.length >= MOST_EVIDENCE}
        onClick={() => {
          if (pieces.length < MOST_EVIDENCE) onChange([...pieces, draftOf(next)]);
        }}
      >
        {pieces.length === 0 ? 'Add a piece' : 'Add another'}
      </Button>
    </fieldset>
  );
};
