import type { Marks } from '../store/feeds.ts';

const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,500}"$/;
const LONGEST_DATE = 60;

/** By what the server knows this answer again. What is in no form that RFC 9110 has is not sent back. */
export const marksOf = (headers: Readonly<Record<string, string>>): Marks => {
  const etag = headers['etag']?.trim() ?? '';
  const date = headers['last-modified']?.trim() ?? '';
  const isDate = date.length <= LONGEST_DATE && /^[\x20-\x7e]+$/.test(date) && !Number.isNaN(Date.parse(date));
  return { etag: ETAG.test(etag) ? etag : null, lastModified: isDate ? date : null };
};
