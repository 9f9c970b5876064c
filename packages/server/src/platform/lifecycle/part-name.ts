/** As people write them, within a sentence. */
const NAMES: Readonly<Record<string, string>> = {
  redis: 'Redis',
  mail: 'the mail server',
  jobs: 'jobs',
  spans: 'spans',
  otlp_http: 'the port for spans over HTTP',
  otlp_grpc: 'the port for spans over gRPC',
};

const PLURAL: ReadonlySet<string> = new Set(['jobs', 'spans']);

export const partName = (part: string): string => NAMES[part] ?? `the ${part.replaceAll('_', ' ')}`;

/** `Redis is degraded.`, `The data folder is ok.`, `Jobs are down.` */
export const partIs = (part: string, status: string): string => {
  const name = partName(part);
  return `${atStart(name)} ${PLURAL.has(part) ? 'are' : 'is'} ${status}.`;
};

export const atStart = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
