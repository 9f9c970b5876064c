/** Where a decision says what came of an act, and what it is about: for the focus, when what had it is gone. */
export const NEWS_ID = 'decision-news';
export const DECISION_TITLE_ID = 'decision-title';
