const LOOK_EVERY_MS = 500;

/**
 * npm that is asked to end (SIGTERM) ends at once and tells nobody, and its shell ends with it. Whoever asked meant Holdfast,
 * which would otherwise go on as an orphan that holds its data folder.
 */
export const followNpm = () => {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
};
