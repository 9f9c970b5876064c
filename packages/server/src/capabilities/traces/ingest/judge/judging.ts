import type { MediaType, ReadRequest } from '../../otlp/request/read-request.ts';

/** Says which spans of a request can be stored. */
export interface Judge {
  /** The body is given away: nobody else may look at it afterwards. */
  read(type: MediaType, body: Buffer): Promise<ReadRequest>;
  close(): Promise<void>;
}
