/** Who may import whom. Everything may import itself; nothing that is not listed. */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  client: ['protocol'],
  console: ['protocol', 'client'],
  // The black box: it starts the server as a child process and never looks inside.
  proving: ['protocol', 'client'],
  platform: ['protocol'],
  config: ['protocol', 'platform'],
  capability: ['protocol', 'platform'],
  composition: ['protocol', 'platform', 'config', 'capability'],
  'server tests': ['protocol', 'client', 'platform', 'config', 'capability', 'composition'],
  bench: ['protocol', 'client', 'platform', 'config', 'server tests', 'proving'],
  // As others write them: with the client and the wire.
  samples: ['protocol', 'client'],
  tools: ['protocol', 'config', 'proving'],
};

/** A test beside the code may also use the ground that tests stand on. */
export const TESTS_MAY_IMPORT: readonly string[] = ['server tests'];

/** Of the composition, who may take a capability's values: the graph between capabilities is readable on these pages. */
export const COMPOSERS = /^packages\/server\/src\/(app|roles|main|span-store|commands\/(recover|knowledge))\.ts$/;
