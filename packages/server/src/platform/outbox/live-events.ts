import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Bus } from '../ephemeral/ephemeral.ts';
import type { ToldEvent } from './event.ts';

const channelOf = (workspace: WorkspaceId): string => `outbox:${workspace}`;

/** To whoever listens on any node, in the order given. The bus may lose: what counts is in the database. */
export const publishEvents = async (bus: Bus, workspace: WorkspaceId, events: readonly ToldEvent[]): Promise<void> => {
  await Promise.all(events.map((event) => bus.publish(channelOf(workspace), JSON.stringify(event))));
};

export interface EventListener {
  onEvent(event: ToldEvent): void;
  /** Events may have been missed: look at what they were about. */
  onGap(): void;
}

/**
 * Hears the events of a workspace as they are told. Leave out what has no higher number than the last one heard of its
 * object: what is left comes in order, though an event may be told twice.
 */
export const listenToEvents = (bus: Bus, workspace: WorkspaceId, { onEvent, onGap }: EventListener): (() => void) =>
  bus.subscribe(
    channelOf(workspace),
    // nodes of this instance write it
    (message) => onEvent(JSON.parse(message) as ToldEvent),
    onGap,
  );
