import { differingFields, FIELD_LABELS, fieldText, type PairText } from '../pair-text.ts';
import { TextChange } from './text-change.tsx';

interface PairChangeProps {
  readonly before: PairText;
  readonly after: PairText;
}

/** What became of a pair, field by field; of what is the same nothing is said. */
export const PairChange = ({ before, after }: PairChangeProps) => {
  const fields = differingFields(before, after);
  if (fields.length === 0) return <p className="text-muted">Nothing that it says is different.</p>;
  return (
    <dl className="grid gap-3">
      {fields.map((field) => (
        <div key={field} className="grid gap-0.5">
          <dt className="text-small text-muted">{FIELD_LABELS[field]}</dt>
          <dd>
            <TextChange before={fieldText(before, field)} after={fieldText(after, field)} />
          </dd>
        </div>
      ))}
    </dl>
  );
};
