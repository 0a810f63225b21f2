/** The end: the host closes before the process does, however the end came about. */
import { app, powerMonitor } from 'electron';

/** A host that does not close must not keep the machine from shutting down. Its journal is on disk all the time. */
const closeTimeoutMs = 10_000;

/** @param self the process: its signals, and the channel to the `npm start` that started it */
export function setupQuit(
  self: NodeJS.EventEmitter,
  close: () => Promise<void>,
  onFault: (error: unknown) => void,
): void {
  let closing = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    const timer = setTimeout(() => app.exit(0), closeTimeoutMs);
    void close()
      .catch(onFault)
      .finally(() => {
        clearTimeout(timer);
        app.exit(0);
      });
  });
  // `npm start` holds the other end of the channel: when it is killed, the desk does not go on without it.
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) self.on(event, () => app.quit());
  powerMonitor.on('shutdown', () => app.quit());
}
