import { listWebhooks, type Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { useQuery } from '@tanstack/react-query';
import { Panel } from '../controls/panel.tsx';
import { useHealth } from '../health/use-health.ts';
import { useUnread } from '../notifications/use-unread.ts';
import { useQueues } from '../operations/queues/use-queues.ts';
import { paths } from '../routing/paths.ts';
import { useHoldfast } from '../server/holdfast-context.ts';
import { useMay } from '../session/session-context.ts';
import { counted } from '../text/count.ts';
import { FailedActions, Questions } from './decision-needs.tsx';
import { FailedImports } from './failed-imports.tsx';
import { NeedLine, needOf } from './need-line.tsx';

const Unread = () => {
  const unread = useUnread();
  return (
    <NeedLine label="Notifications" to={paths.notifications('unread')} need={needOf(unread)}>
      {unread === 0 ? 'All are read.' : unread !== undefined && `${counted(unread, 'notification')} not read.`}
    </NeedLine>
  );
};

const DeadLetters = () => {
  const queues = useQueues().known?.body.queues;
  const dead = queues?.reduce((sum, queue) => sum + queue.dead, 0);
  return (
    <NeedLine label="Dead letters" to={paths.deadLetters()} need={needOf(dead)}>
      {dead === 0
        ? 'No job was given up.'
        : dead !== undefined && `${counted(dead, 'job')} ${dead === 1 ? 'was' : 'were'} given up: somebody decides.`}
    </NeedLine>
  );
};

const EVERY_MS = 30_000;
const MOST = 200;

const useWebhooks = (): readonly Webhook[] | undefined => {
  const holdfast = useHoldfast();
  const { data } = useQuery({
    queryKey: ['webhooks-to-look-at'],
    queryFn: ({ signal }) => holdfast.bodyOf(listWebhooks, { query: { limit: MOST } }, { signal }),
    refetchInterval: EVERY_MS,
    networkMode: 'always',
    retry: false,
  });
  return data?.items;
};

const webhookWords = (gone: number, dead: number): string => {
  if (gone + dead === 0) return 'All is delivered, or tried again.';
  return [
    ...(gone === 0 ? [] : [`${counted(gone, 'receiver')} ${gone === 1 ? 'is' : 'are'} gone`]),
    ...(dead === 0 ? [] : [`${counted(dead, 'delivery', 'deliveries')} given up`]),
  ]
    .join(', ')
    .concat('.');
};

const Webhooks = () => {
  const webhooks = useWebhooks();
  const gone = webhooks?.filter(({ gone_at: at, enabled }) => at !== null && !enabled).length ?? 0;
  const dead = webhooks?.reduce((sum, { deliveries }) => sum + deliveries.dead, 0) ?? 0;
  return (
    <NeedLine label="Webhooks" to={paths.webhooks()} need={needOf(webhooks === undefined ? undefined : gone + dead)}>
      {webhooks !== undefined && webhookWords(gone, dead)}
    </NeedLine>
  );
};

const Parts = () => {
  const { data: watch } = useHealth();
  const parts = watch?.failing === undefined ? watch?.known?.readiness.parts : undefined;
  const unwell = parts && Object.values(parts).filter(({ status }) => status !== 'ok').length;
  return (
    <NeedLine label="Health" to={paths.health()} need={needOf(unwell)}>
      {unwell === 0 ? 'All parts are well.' : unwell !== undefined && `${counted(unwell, 'part')} not well.`}
    </NeedLine>
  );
};

/** What else may need whoever is here, each as far as they may see it. */
export const OtherNeeds = () => {
  const mayReadNotifications = useMay('notifications:read');
  const mayImport = useMay('knowledge:write');
  const mayReadWork = useMay('work:read');
  const mayManageWebhooks = useMay('webhooks:manage');
  return (
    <Panel title="What else">
      <ul aria-label="What else">
        <Questions />
        <FailedActions />
        {mayReadNotifications && <Unread />}
        {mayImport && <FailedImports />}
        {mayReadWork && <DeadLetters />}
        {mayManageWebhooks && <Webhooks />}
        <Parts />
      </ul>
    </Panel>
  );
};
