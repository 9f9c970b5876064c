import { remembered } from '../remember/remembered.ts';

/** `early.js` reads the same key before the first paint. */
export const theme = remembered('holdfast.theme', ['system', 'light', 'dark']);

export type Theme = ReturnType<typeof theme.current>;

export const THEME_LABELS: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' };

/** Keeps the page in the chosen theme, also when another tab chooses. */
export const followTheme = (): void => {
  const show = (): void => {
    const chosen = theme.current();
    if (chosen === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = chosen;
  };
  show();
  theme.subscribe(show);
};
