import { reportCoverage } from './coverage/report.ts';
import { shortfalls } from './coverage/thresholds.ts';

/** Adds up what tests and proofs have run with `--coverage`; `--enforce` fails below the thresholds. */
const files = await reportCoverage();
const missing = process.argv.includes('--enforce') ? shortfalls(files) : [];
for (const sentence of missing) console.error(sentence);
process.exitCode = missing.length > 0 ? 1 : 0;
