import {
  changeNotificationPreferences,
  getNotificationPreferences,
  type NotificationPreferences,
} from '@holdfast/protocol/notifications/preferences';
import { type Channel, CHANNELS, type NotificationTopic } from '@holdfast/protocol/notifications/topics';
import { useMutation } from '@tanstack/react-query';
import { Panel } from '../../controls/panel.tsx';
import type { Known } from '../../live/live.ts';
import { refusalWords } from '../../live/refusal-words.ts';
import { useLive } from '../../live/use-live.ts';
import { CHANNEL_WORDS, TOPIC_WORDS } from '../../notifications/topic-words.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { Saved } from '../saved.tsx';
import { SettingsPage } from '../settings-page.tsx';

interface Wish {
  readonly topic: NotificationTopic;
  readonly channel: Channel;
  readonly isWanted: boolean;
}

// the list of words is the list of topics
const TOPICS = Object.keys(TOPIC_WORDS) as NotificationTopic[];

interface PreferencesViewProps {
  readonly known: Known<NotificationPreferences>;
  readonly lookAgain: () => Promise<unknown>;
}

const usePreferences = (lookAgain: PreferencesViewProps['lookAgain']) => {
  const holdfast = useHoldfast();
  return useMutation<unknown, Error, Wish>({
    networkMode: 'always',
    // one after the other: what is pressed while another is stored waits for it
    scope: { id: 'notification-preferences' },
    mutationFn: ({ topic, channel, isWanted }) =>
      holdfast.bodyOf(changeNotificationPreferences, { body: { topics: { [topic]: { [channel]: isWanted } } } }),
    onSettled: lookAgain,
  });
};

interface BoxProps {
  readonly wish: Wish;
  readonly isPossible: boolean;
  readonly onWish: (wish: Wish) => void;
}

const Box = ({ wish: { topic, channel, isWanted }, isPossible, onWish }: BoxProps) => (
  <label className="flex items-center gap-2 text-muted sm:justify-self-center">
    <input
      type="checkbox"
      aria-label={`${TOPIC_WORDS[topic].label}: ${CHANNEL_WORDS[channel].toLowerCase()}`}
      className="size-4 accent-accent"
      checked={isWanted}
      disabled={!isPossible}
      onChange={({ target }) => onWish({ topic, channel, isWanted: target.checked })}
    />
    <span aria-hidden="true" className="sm:hidden">
      {CHANNEL_WORDS[channel]}
    </span>
  </label>
);

const GRID = 'sm:grid-cols-[minmax(0,1fr)_88px_88px] sm:items-center';

const PreferencesView = ({ known: { body }, lookAgain }: PreferencesViewProps) => {
  const { mutate, isPending, error, isSuccess, variables } = usePreferences(lookAgain);
  const isWanted = (topic: NotificationTopic, channel: Channel): boolean =>
    isPending && variables.topic === topic && variables.channel === channel
      ? variables.isWanted
      : body.topics[topic][channel];
  return (
    <Panel title="What you are told of, and how" note={<Saved said={isSuccess ? 'Saved.' : ''} />}>
      <div aria-hidden="true" className={`hidden gap-4 px-4 py-2 text-small text-muted sm:grid ${GRID}`}>
        <span>In this workspace</span>
        {CHANNELS.map((channel) => (
          <span key={channel} className="justify-self-center">
            {CHANNEL_WORDS[channel]}
          </span>
        ))}
      </div>
      {TOPICS.map((topic) => (
        <div
          key={topic}
          role="group"
          aria-label={TOPIC_WORDS[topic].label}
          className={`grid grid-cols-2 gap-x-4 gap-y-2 border-t border-line px-4 py-3 ${GRID}`}
        >
          <span className="col-span-full min-w-0 text-muted sm:col-span-1">
            <strong className="block font-semibold text-ink">{TOPIC_WORDS[topic].label}</strong>
            {TOPIC_WORDS[topic].means}
          </span>
          {CHANNELS.map((channel) => (
            <Box
              key={channel}
              wish={{ topic, channel, isWanted: isWanted(topic, channel) }}
              isPossible={channel !== 'email' || body.sends_mail}
              onWish={mutate}
            />
          ))}
        </div>
      ))}
      {error !== null && !isPending && (
        <p role="alert" className="border-t border-line bg-bad-soft px-4 py-2 text-bad wrap-anywhere">
          {refusalWords(error)}
        </p>
      )}
      {!body.sends_mail && (
        <p className="border-t border-line px-4 py-2 text-small text-muted">
          Nothing comes by e-mail: this Holdfast has no mail server. An operator names one with HOLDFAST_SMTP_URL.
        </p>
      )}
    </Panel>
  );
};

/** On which ways whoever is here wants to be told of what. */
export const PreferencesPage = () => {
  const live = useLive<NotificationPreferences>({
    key: ['notification-preferences'],
    ask: (holdfast, signal) => holdfast.call(getNotificationPreferences, {}, { signal }),
  });
  return (
    <SettingsPage title="Notifications" live={live} what="your preferences">
      {(known) => <PreferencesView known={known} lookAgain={live.refreshed} />}
    </SettingsPage>
  );
};
