import type { Me } from '@holdfast/protocol/identity/account';
import type { IncomingHttpHeaders } from 'node:http';
import type { Mode } from './readiness-scripts.ts';

/** What the fixture's server knows of who is there. */
export interface Here {
  readonly mode: Mode;
  /** What everything is called; undefined for names as people have them. */
  readonly text: string | undefined;
  isSetUp: boolean;
  isIn: boolean;
  isProved: boolean;
  hasFactor: boolean;
  lacks: Me['lacks'];
  name: string;
  readonly me: (headers: IncomingHttpHeaders) => Me;
}
