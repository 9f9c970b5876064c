import type { Place } from '../../shelf/place.ts';

/** A page that is full has fewer rows than were asked for, and is not the last. */
type Paged = Place & { readonly is_full?: boolean };

interface Paging<Row extends Paged> {
  readonly from: Place;
  readonly most: number;
  readonly read: (page: { readonly after: Place; readonly most: number }) => Promise<Row[]>;
  readonly take: (rows: readonly Row[]) => Promise<void>;
}

/** While a page is taken in, the next is read. */
export const eachPage = async <Row extends Paged>({ from, most, read, take }: Paging<Row>): Promise<void> => {
  let reading = read({ after: from, most });
  for (;;) {
    const rows = await reading;
    const last = rows.at(-1);
    if (last === undefined) return;
    const isLast = rows.length < most && last.is_full !== true;
    if (!isLast) {
      reading = read({ after: last, most });
      // its failure is met when it is waited for, unless taking this page fails first
      reading.catch(() => {});
    }
    await take(rows);
    if (isLast) return;
  }
};
