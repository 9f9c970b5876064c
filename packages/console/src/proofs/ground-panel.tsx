import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import { Panel } from '../controls/panel.tsx';
import { inDigits } from './digits.ts';

const factsOf = ({
  machine,
  calibration,
  seed,
  version,
  target,
}: ProofsReport): readonly (readonly [string, string])[] => [
  ['Holdfast', version],
  ...(target === null ? [] : [['Asked', target] as const]),
  ['Machine', `${machine.processor}, ${machine.cores} cores, ${machine.memory_gib} GiB`],
  ['Fingerprint', machine.fingerprint],
  ['System', `${machine.system}, Node ${machine.node}`],
  ['SHA-256', `${inDigits(calibration.sha256_mb_per_s)} MB a second`],
  ['fsync', `${inDigits(calibration.fsync_per_s)} a second`],
  ['Loopback', `${inDigits(calibration.loopback_round_trip_us)} µs there and back`],
  ['Seed', `${seed}: with --seed ${seed} the same chances come again`],
];

/** On what it was measured: without that a figure says little. */
export const GroundPanel = ({ report }: { readonly report: ProofsReport }) => (
  <Panel title="On what this was measured">
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1 px-4 py-3">
      {factsOf(report).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  </Panel>
);
