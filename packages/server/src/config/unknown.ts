import { OperatorError } from '../platform/operator-error.ts';
import { nearest } from './nearest.ts';
import type { Environment } from './environment.ts';
import { SETTING_NAMES } from './settings.ts';

const KNOWN: ReadonlySet<string> = new Set(SETTING_NAMES);

/** A service named holdfast makes Kubernetes set variables like HOLDFAST_SERVICE_HOST and HOLDFAST_PORT=tcp://... */
const KUBERNETES_NAME = /_SERVICE_(HOST|PORT)$|_PORT_\d{1,5}_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/;
const KUBERNETES_VALUE = /^(tcp|udp|sctp):\/\//;

const isFromKubernetes = (name: string, value: string): boolean =>
  KUBERNETES_NAME.test(name) ||
  name.includes('_SERVICE_PORT_') ||
  (name.endsWith('_PORT') && KUBERNETES_VALUE.test(value));

/** A misspelt setting would otherwise be a default that nobody chose. */
export const refuseUnknown = (environment: Environment): void => {
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith('HOLDFAST_') || KNOWN.has(name) || isFromKubernetes(name, value ?? '')) continue;
    const suggestion = nearest(name, SETTING_NAMES);
    const hint =
      suggestion === undefined ? 'See `npm run holdfast -- config` for all settings.' : `Did you mean ${suggestion}?`;
    throw new OperatorError(`There is no setting ${name}. ${hint}`, { exitCode: 78 });
  }
};
