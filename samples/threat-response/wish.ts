import type { DecisionWish } from '@holdfast/client/decisions/requested';
import type { Threat } from './detector.ts';

/** What is asked for. The same threat makes the same words, so that asking again after a restart is asking for the same. */
export const wishOf = (threat: Threat, levelSeconds: number): DecisionWish => ({
  kind: 'contain_host',
  title: `Contain ${threat.host}: ${threat.rule}`,
  priority: threat.priority,
  arguments: { host: threat.host, rule: threat.rule },
  agent: 'threat-response-sample',
  evidence: [
    {
      title: 'What the detector saw',
      content: threat.seen,
      origin: `simulated detector, rule ${threat.rule}`,
      trusted: true,
      trace_id: threat.traceId,
      span_id: threat.spanId,
    },
    {
      title: 'The command line, as it stands on the host',
      content: threat.commandLine,
      origin: `processes of ${threat.host}`,
      trusted: false,
    },
  ],
  // whoever does not come in time hands it on; when nobody came, nothing is contained
  levels: [
    { required_role: 'analyst', within_seconds: levelSeconds },
    { required_role: 'admin', within_seconds: 2 * levelSeconds },
    { required_role: 'admin' },
  ],
  deadline_seconds: Math.max(30, 4 * levelSeconds),
  default: 'deny',
});
