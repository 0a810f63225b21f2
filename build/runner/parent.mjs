/**
 * Ends this process when the npm that started it is gone: a desk without its terminal would hold the data folder, and nobody
 * would know of it. Only under npm: who starts the script directly may mean it to go on by itself.
 */
const everyMs = 1000;

export function followParent(end) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, everyMs);
  timer.unref();
}
