import { type Feed, MOST_FEED_ATTEMPTS, USUAL_FEED_RETRY } from '@holdfast/protocol/knowledge/feeds';
import { useState } from 'react';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { ENCODINGS } from '../new-import/encodings.ts';
import { BY_CRON } from './feed-values.ts';
import { minutesWords } from './feed-words.ts';

type Shown = Pick<Feed, 'name' | 'url' | 'header' | 'filename' | 'encoding' | 'schedule' | 'retry'>;

interface FeedFieldsProps {
  /** Undefined: it is a new one. */
  readonly from?: Shown | undefined;
  readonly encoding: string;
  readonly onEncoding: (encoding: string) => void;
}

const MINUTES = [5, 15, 30, 60, 180, 360, 720, 1_440, 10_080];

const ScheduleFields = ({ from }: Pick<FeedFieldsProps, 'from'>) => {
  const schedule = from?.schedule ?? { every_minutes: 60 };
  const first = 'cron' in schedule ? BY_CRON : String(schedule.every_minutes);
  const [every, setEvery] = useState(first);
  const minutes = 'cron' in schedule ? MINUTES : [...new Set([...MINUTES, schedule.every_minutes])];
  const choices = minutes.toSorted((a, b) => a - b).map((one) => [String(one), minutesWords(one)] as const);
  return (
    <>
      <SelectField
        label="Pulled"
        name="every"
        choices={[...choices, [BY_CRON, 'at times given by cron']]}
        value={every}
        onChange={({ target }) => setEvery(target.value)}
      />
      {every === BY_CRON && (
        <TextField
          label="Times"
          name="schedule"
          required
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          placeholder="0 6 * * 1-5"
          defaultValue={'cron' in schedule ? schedule.cron : ''}
          hint="Minute, hour, day, month and day of the week, in UTC. Not more often than every 5 minutes."
        />
      )}
    </>
  );
};

const HeaderFields = ({ from }: Pick<FeedFieldsProps, 'from'>) => (
  <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,200px)_minmax(0,1fr)]">
    <TextField
      label="Header"
      name="header_name"
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      defaultValue={from === undefined ? 'Authorization' : (from.header?.name ?? '')}
    />
    <TextField
      label="Its value"
      name="header"
      type="password"
      maxLength={4_000}
      autoComplete="new-password"
      spellCheck={false}
      hint={
        from === undefined || from.header === null
          ? 'Where the server wants to know who asks. Kept encrypted, never shown again.'
          : 'Left empty, it stays; without a name it is forgotten. At another origin it is needed again.'
      }
    />
  </div>
);

const NumberField = ({
  label,
  name,
  most,
  value,
}: {
  readonly label: string;
  readonly name: string;
  readonly most: number;
  readonly value: number;
}) => (
  <TextField
    label={label}
    name={name}
    type="number"
    inputMode="numeric"
    required
    min={1}
    max={most}
    step={1}
    title={`It must be a whole number from 1 to ${most}.`}
    defaultValue={value}
  />
);

/** What is seldom other than usual. */
const MoreFields = ({ from, encoding, onEncoding }: FeedFieldsProps) => {
  const retry = from?.retry ?? USUAL_FEED_RETRY;
  return (
    <details className="rounded-control border border-line">
      <summary className="cursor-pointer px-3 py-2 font-semibold">Reading it, and when it fails</summary>
      <div className="grid gap-4 border-t border-line p-3">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <SelectField
            label="Encoding"
            name="encoding"
            choices={[
              ['', 'as the file says itself'],
              ...[...new Set([encoding, ...ENCODINGS])].filter((one) => one !== '').map((one) => [one, one] as const),
            ]}
            value={encoding}
            onChange={({ target }) => onEncoding(target.value)}
          />
          <TextField
            label="Called"
            name="filename"
            maxLength={200}
            autoComplete="off"
            placeholder="as the server says"
            defaultValue={from?.filename ?? ''}
            hint="Its ending tells what the file is."
          />
        </div>
        <div className="grid items-start gap-4 sm:grid-cols-3">
          <NumberField label="Attempts" name="attempts" most={MOST_FEED_ATTEMPTS} value={retry.attempts} />
          <NumberField label="First pause, s" name="first_pause_seconds" most={300} value={retry.first_pause_seconds} />
          <NumberField label="Each up to, s" name="timeout_seconds" most={120} value={retry.timeout_seconds} />
        </div>
      </div>
    </details>
  );
};

/** Where a feed comes from, how often, and with what. */
export const FeedFields = (props: FeedFieldsProps) => {
  const { from } = props;
  return (
    <>
      <TextField
        label="Name"
        name="name"
        required
        maxLength={100}
        autoComplete="off"
        defaultValue={from?.name ?? ''}
        hint="Imports say that they were made by it."
      />
      <TextField
        label="URL"
        name="url"
        type="text"
        inputMode="url"
        required
        maxLength={2_000}
        autoComplete="off"
        spellCheck={false}
        placeholder="https://help.example.com/export/faq.csv"
        defaultValue={from?.url ?? ''}
        hint="CSV, TSV, JSON, JSON lines, Markdown or XLSX. One that is not public must be allowed by an operator."
      />
      <HeaderFields from={from} />
      <ScheduleFields from={from} />
      <MoreFields {...props} />
    </>
  );
};
