/** What makes a job, for pages that have none to show. */
export const ENQUEUE_SNIPPET = {
  code: `const welcome = defineJob({
  name: 'welcome',
  queue: mail,
  payload: z.strictObject({ member: z.uuid() }),
});

await jobs.enqueue(tx, welcome, { member: member.id });`,
  what: 'the lines',
} as const;
