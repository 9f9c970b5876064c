import type { Permission } from '@holdfast/protocol/permissions';
import { paths } from './paths.ts';

export interface Destination {
  readonly label: string;
  readonly path: string;
  /** After `g`: `h` makes it `g h`. Of a page of Operations: its number there. */
  readonly key: string;
  /** Shown to those who are signed in and have one of these; to everybody when it is not said. */
  readonly needs?: readonly Permission[] | 'sign-in';
}

/** The pages there are, in the order they are shown. A page that is not built is not here. */
export const NAVIGATION: readonly Destination[] = [
  { label: 'Home', path: paths.home(), key: 'm', needs: ['decisions:read'] },
  { label: 'Knowledge', path: paths.pairs(), key: 'k', needs: ['knowledge:read'] },
  { label: 'Decisions', path: paths.decisions(), key: 'd', needs: ['decisions:read'] },
  { label: 'Traces', path: paths.traces(), key: 't', needs: ['traces:read'] },
  { label: 'Operations', path: paths.operations(), key: 'o', needs: ['work:read', 'instance:manage'] },
  { label: 'Proofs', path: paths.proofs(), key: 'p', needs: ['instance:manage'] },
  { label: 'Health', path: paths.health(), key: 'h' },
  { label: 'Settings', path: paths.settings(), key: 's', needs: 'sign-in' },
];

/** Pages that are reached from beside the navigation. */
export const BESIDE: readonly Omit<Destination, 'key'>[] = [
  { label: 'Notifications', path: paths.notifications(), needs: ['notifications:read'] },
];

/** The pages of Operations, each reached from the palette and, on any of them, by its number. */
export const OPERATIONS: readonly Destination[] = [
  { label: 'Queues', path: paths.queues(), key: '1', needs: ['work:read', 'instance:manage'] },
  { label: 'Jobs', path: paths.jobs(), key: '2', needs: ['work:read'] },
  { label: 'Dead letters', path: paths.deadLetters(), key: '3', needs: ['work:read', 'instance:manage'] },
  { label: 'Schedules', path: paths.schedules(), key: '4', needs: ['work:read'] },
  { label: 'Nodes', path: paths.nodes(), key: '5', needs: ['instance:manage'] },
  { label: 'Stores', path: paths.stores(), key: '6', needs: ['instance:manage'] },
];

/** The pages of Knowledge. */
export const KNOWLEDGE: readonly Omit<Destination, 'key'>[] = [
  { label: 'Pairs', path: paths.pairs(), needs: ['knowledge:read'] },
  { label: 'Imports', path: paths.imports(), needs: ['knowledge:read'] },
  { label: 'Feeds', path: paths.feeds(), needs: ['knowledge:read'] },
  { label: 'Search lab', path: paths.searchLab(), needs: ['knowledge:read'] },
  { label: 'Embedder', path: paths.embedder(), needs: ['knowledge:read'] },
];

/** The pages of Decisions. */
export const DECISIONS: readonly Omit<Destination, 'key'>[] = [
  { label: 'Inbox', path: paths.decisions(), needs: ['decisions:read'] },
  { label: 'Rules', path: paths.decisionRules(), needs: ['decisions:read'] },
  { label: 'Bypasses', path: paths.bypasses(), needs: ['decisions:read'] },
  { label: 'Callbacks', path: paths.callbacks(), needs: ['decisions:manage'] },
  { label: 'Statistics', path: paths.decisionStatistics(), needs: ['decisions:read'] },
];

/** The pages of Traces. */
export const TRACES: readonly Omit<Destination, 'key'>[] = [
  { label: 'All', path: paths.traces(), needs: ['traces:read'] },
  { label: 'Sessions', path: paths.sessions(), needs: ['traces:read'] },
  { label: 'Users', path: paths.traceUsers(), needs: ['traces:read'] },
  { label: 'Figures', path: paths.traceFigures(), needs: ['traces:read'] },
  { label: 'Workflows', path: paths.workflows(), needs: ['traces:read'] },
];

export interface DestinationGroup {
  readonly title: string;
  readonly pages: readonly Omit<Destination, 'key'>[];
}

/** The pages of Settings: what is one's own, what is the workspace's, what is the instance's. */
export const SETTINGS: readonly DestinationGroup[] = [
  {
    title: 'You',
    pages: [
      { label: 'Profile', path: paths.profile(), needs: 'sign-in' },
      { label: 'Notifications', path: paths.notificationSettings(), needs: ['notifications:read'] },
      { label: 'Sign-ins', path: paths.signIns(), needs: 'sign-in' },
      { label: 'Second factor', path: paths.secondFactor(), needs: 'sign-in' },
    ],
  },
  {
    title: 'Workspace',
    pages: [
      { label: 'Members', path: paths.members(), needs: ['members:manage'] },
      { label: 'Invitations', path: paths.invitations(), needs: ['members:manage'] },
      { label: 'API keys', path: paths.keys(), needs: ['keys:manage'] },
      { label: 'Webhooks', path: paths.webhooks(), needs: ['webhooks:manage'] },
      { label: 'Models', path: paths.providers(), needs: ['providers:manage'] },
      { label: 'Prices', path: paths.prices(), needs: ['traces:read'] },
      { label: 'Audit trail', path: paths.audit(), needs: ['audit:read'] },
      { label: 'Name and rules', path: paths.workspace(), needs: 'sign-in' },
    ],
  },
  {
    title: 'Instance',
    pages: [
      { label: 'Workspaces', path: paths.workspaces(), needs: ['instance:manage'] },
      { label: 'Accounts', path: paths.accounts(), needs: ['instance:manage'] },
    ],
  },
];
