import { visibleText } from './visible-text.ts';

/** What somebody gave, in the midst of the page's own words: nothing hides in it, and it turns nothing round it. */
export const GivenText = ({ text }: { readonly text: string }) => <bdi>{visibleText(text)}</bdi>;
