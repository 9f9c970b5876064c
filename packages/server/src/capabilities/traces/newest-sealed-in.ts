import { newestSealed } from './sealed/sealed-files.ts';
import { spanPlacesIn } from './store-process/places.ts';

/** The highest number of a segment of which there is a sealed file; 0 where there is none. */
export const newestSealedIn = (spansFolder: string): Promise<number> => newestSealed(spanPlacesIn(spansFolder).sealed);
