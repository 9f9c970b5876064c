interface JobFilter {
  readonly queue?: string | undefined;
  readonly state?: string | undefined;
  readonly name?: string | undefined;
}

const withSearch = (path: string, search: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

/** The word after `?of=` for what belongs to the instance rather than to a workspace. */
export const INSTANCE = 'instance';
type Of = typeof INSTANCE | undefined;

/** Every link of the console is made here, so that a changed path is one change and the snapshot shows it. */
export const paths = {
  home: () => '/',
  health: () => '/health',
  operations: () => '/operations',
  queues: (of?: Of) => withSearch('/operations/queues', { of }),
  jobs: ({ queue, state, name }: JobFilter = {}) => withSearch('/operations/jobs', { queue, state, name }),
  job: (id: string) => `/operations/jobs/${encodeURIComponent(id)}`,
  deadLetters: ({ queue, of }: { readonly queue?: string | undefined; readonly of?: Of } = {}) =>
    withSearch('/operations/dead-letters', { of, queue }),
  schedules: () => '/operations/schedules',
  nodes: () => '/operations/nodes',
  stores: () => '/operations/stores',
  proofs: (filter: Readonly<Record<string, string | undefined>> = {}) => withSearch('/proofs', filter),
  promises: (filter: Readonly<Record<string, string>>) => `${withSearch('/proofs', filter)}#promises`,
} as const;

/** What the server has beside the console. Following these leaves the app. */
export const serverPaths = {
  docs: () => '/docs',
  openApi: () => '/openapi.json',
  readiness: () => '/readyz',
} as const;
