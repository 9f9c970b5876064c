import type { NotificationTopic } from '@holdfast/protocol/notifications/topics';
import { letterOf, oneLine, type Letter } from '../../../platform/mail/letter.ts';
import type { ToMail } from './store.ts';

interface Words {
  readonly subject: string;
  readonly why: string;
}

const WORDS: Readonly<Record<NotificationTopic, Words>> = {
  decision_waits: { subject: 'A decision waits', why: 'a decision waits that you may decide' },
  decision_urgent: { subject: 'An urgent decision waits', why: 'an urgent decision waits that you may decide' },
  decision_yours: { subject: 'A decision waits for you', why: 'a decision was handed to you' },
  message: { subject: 'A message', why: 'somebody of your workspace sent a message' },
};

const LONGEST_TITLE = 120;
const PREFERENCES = '/settings/notifications';

export interface About {
  readonly name: string;
  readonly workspaceName: string;
  readonly baseUrl: string;
}

/** Its link opens a page, for whoever is signed in; nothing in it decides anything or is a secret. */
export const letterAbout = (
  { topic, title, text, path }: Pick<ToMail, 'topic' | 'title' | 'text' | 'path'>,
  { name, workspaceName, baseUrl }: About,
): Letter => {
  const { subject, why } = WORDS[topic];
  const workspace = oneLine(workspaceName);
  const at = (where: string): string => new URL(where, baseUrl).href;
  return letterOf({
    subject: `${subject}: ${oneLine(title, LONGEST_TITLE)}`,
    greeting: name,
    before: [`\u201C${oneLine(title, LONGEST_TITLE)}\u201D`, text],
    link: { label: 'Open it in Holdfast', url: at(path ?? '/') },
    after: [
      `You get this because ${why}, in the workspace \u201C${workspace}\u201D. What you get you choose here: ${at(PREFERENCES)}`,
    ],
  });
};
