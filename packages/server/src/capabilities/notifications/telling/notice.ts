import type { PrincipalId } from '@holdfast/protocol/ids';
import type { NotificationTopic } from '@holdfast/protocol/notifications/topics';
import type { Write } from '../../../platform/database/transaction.ts';

/** Something that members are to be told of. */
export interface Notice {
  /** What for. Nobody is told of it twice, however often it is said. */
  readonly cause: string;
  readonly topic: NotificationTopic;
  readonly to: readonly PrincipalId[];
  /** One line. */
  readonly title: string;
  readonly text: string;
  /** Where to look, as a path of the console. */
  readonly path: string;
  /** What it is about, by which it is settled. */
  readonly object: string;
}

/** What other capabilities may do. All of it is committed with their transaction. */
export interface Notify {
  /** Each member as they want it: in their inbox, by mail, or not at all. */
  tell(tx: Write, notices: readonly Notice[]): Promise<void>;
  /** What these things needed of people is done: whoever has not read of it need not. */
  settle(tx: Write, objects: readonly string[]): Promise<void>;
}
