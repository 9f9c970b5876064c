import type { Clock } from '../../../platform/clock/clock.ts';
import type { Position } from '../../../platform/segments/position.ts';
import type { Archive } from '../sealed/archive.ts';
import type { SpanStore } from '../store/span-store.ts';
import type { ReadDetail } from './answer.ts';
import type { Channel } from './channel.ts';
import type { Decode } from './decode.ts';
import type { OpenedIndex } from './open-index.ts';
import type { SpanPlaces } from './places.ts';
import type { Quiet } from './quiet.ts';

/** What the process that holds the spans is made of. */
export interface StoreProcessParts {
  readonly channel: Channel;
  readonly openStore: (file: string) => Promise<SpanStore>;
  readonly decode: Decode;
  readonly readDetail: ReadDetail;
  readonly clock: Clock;
  /** Everything is open, and nobody waits for that any more. */
  readonly onOpened: () => void;
  readonly exit: (code: number) => void;
}

/** The same once everything is open. */
export interface ServingParts extends Omit<StoreProcessParts, 'openStore' | 'onOpened'>, OpenedIndex {
  readonly places: SpanPlaces;
  readonly archive: Archive;
  readonly quiet: Quiet;
  readonly end: Position;
}
