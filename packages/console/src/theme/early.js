// Runs before the first paint, so that a dark page never flashes white. Knows only what `theme.ts` stores.
(() => {
  try {
    const theme = localStorage.getItem('holdfast.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is forbidden: the system decides.
  }
})();
