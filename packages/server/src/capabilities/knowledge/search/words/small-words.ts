/**
 * English words that ask and bind: many questions have them, whatever they are about. They count for little, and not for
 * nothing: `how do I` and `why can I not` are different questions.
 */
export const isSmallWord = (term: string): boolean => SMALL.has(term);

const SMALL: ReadonlySet<string> = new Set(
  `a an and are as at be been but by can could did do doe for from had ha have how i if in is it it me mai might more must mi no
   not of on or our should so that the their them then there thei thi to up us wa we were what when where which who whom whose
   why will with would you your`.split(/\s+/),
);
