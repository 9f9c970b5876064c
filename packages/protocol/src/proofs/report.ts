import { z } from 'zod';
import { Outcome } from './outcome.ts';
import { Figure } from './figure.ts';

/** Grows when a reader of the JSON has to change. */
export const REPORT_SCHEMA_VERSION = 1;

const Counts = { held: z.int(), fell_short: z.int(), errored: z.int(), not_run: z.int() };

const Sum = z.strictObject({ name: z.string(), ...Counts });

export const ReportLine = z.strictObject({
  id: z.string(),
  title: z.string(),
  capability: z.string(),
  kind: z.string(),
  tier: z.string(),
  weight: z.enum(['critical', 'important', 'edge']).nullable().describe('Null while there is no proof.'),
  claim: z.string().nullable().describe('What was judged, in one sentence. Null while there is no proof.'),
  outcome: Outcome,
  seconds: z.number(),
  figures: z.array(Figure),
});
export type ReportLine = z.infer<typeof ReportLine>;

const Machine = z.strictObject({
  fingerprint: z.string().describe('The same for machines whose figures may be compared.'),
  system: z.string(),
  processor: z.string(),
  cores: z.int(),
  memory_gib: z.number(),
  node: z.string(),
});

const Calibration = z.strictObject({
  sha256_mb_per_s: z.number(),
  fsync_per_s: z.number(),
  loopback_round_trip_us: z.number(),
});

/** What a run of the proofs found, as `holdfast prove --json` writes it. */
export const ProofsReport = z.strictObject({
  schema_version: z.literal(REPORT_SCHEMA_VERSION),
  started_at: z.string().describe('RFC 3339, UTC.'),
  seconds: z.number(),
  seed: z.int(),
  version: z.string().describe('Of the Holdfast whose proofs these are.'),
  target: z.string().nullable().describe('The live deployment that was asked; null when the proofs started their own.'),
  partial: z
    .boolean()
    .optional()
    .describe('Chosen by id, kind, capability or needs: there is no verdict over the whole. Absent means no.'),
  remarks: z.array(z.string()).optional().describe('What to keep in mind when reading it, in a sentence each.'),
  machine: Machine,
  calibration: Calibration,
  verdict: z.strictObject({
    ready: z.boolean().describe('Never of a partial run.'),
    blockers: z.array(z.string()),
  }),
  headline: z.strictObject({ promises: z.int(), held: z.int(), not_proven: z.int() }),
  counts: z.strictObject(Counts),
  by_capability: z.array(Sum),
  by_kind: z.array(Sum),
  lines: z.array(ReportLine),
});
export type ProofsReport = z.infer<typeof ProofsReport>;
