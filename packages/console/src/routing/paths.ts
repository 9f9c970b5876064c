/** Every link of the console is made here, so that a changed path is one change and the snapshot shows it. */
export const paths = {
  home: () => '/',
  health: () => '/health',
} as const;

/** What the server has beside the console. Following these leaves the app. */
export const serverPaths = {
  docs: () => '/docs',
  openApi: () => '/openapi.json',
  readiness: () => '/readyz',
} as const;
