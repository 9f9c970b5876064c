import type { Socket } from 'node:net';
import type { LeastRate } from './least-rate.ts';
import type { ScratchFolder } from '../../files/scratch-folder.ts';
import { createPlaces, type Places } from '../../limits/places.ts';

export interface UploadPatience extends LeastRate {
  /** For a whole file. */
  readonly longestMs: number;
}

/** 8 KiB a second, looked at every 10 s. */
export const UPLOAD_PATIENCE: UploadPatience = {
  windowMs: 10_000,
  windowBytes: 80 * 1024,
  longestMs: 60 * 60_000,
};

const FILES_AT_ONCE = 2;

/** Everything that files need which are on their way to this node. */
export interface Uploads {
  readonly folder: ScratchFolder;
  readonly places: Places;
  readonly patience: UploadPatience;
  /** A file has its own time: what a whole request may take does not hold for it. */
  begin(socket: Socket): void;
  end(socket: Socket): void;
  isUnderWay(socket: Socket): boolean;
}

export const createUploads = (folder: ScratchFolder, patience: Partial<UploadPatience> = {}): Uploads => {
  const under = new WeakSet<Socket>();
  return {
    folder,
    places: createPlaces({ atOnce: FILES_AT_ONCE, taken: 'files of this workspace are on their way already.' }),
    patience: { ...UPLOAD_PATIENCE, ...patience },
    begin: (socket) => void under.add(socket),
    end: (socket) => void under.delete(socket),
    isUnderWay: (socket) => under.has(socket),
  };
};
