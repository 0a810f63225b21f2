/** The end: the host closes before the process does, however the end came about. */
import { app, powerMonitor } from 'electron';

/** A host that does not close must not keep the machine from shutting down. Its journal is on disk all the time. */
const closeTimeoutMs = 10_000;

/**
 * @param self the process: its signals, and the channel to the `npm start` that started it
 * @param askFirst what a person who closes the desk is still asked; who pulls the plug is asked nothing
 */
export function setupQuit(
  self: NodeJS.EventEmitter,
  close: () => Promise<void>,
  onFault: (error: unknown) => void,
  askFirst: () => Promise<unknown> = () => Promise.resolve(),
): void {
  let quitting = false;
  let closing = false;
  const closeInTime = (): void => {
    if (closing) return;
    closing = true;
    const timer = setTimeout(() => app.exit(0), closeTimeoutMs);
    void close()
      .catch(onFault)
      .finally(() => {
        clearTimeout(timer);
        app.exit(0);
      });
  };
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    void askFirst().catch(onFault).finally(closeInTime);
  });
  const hurry = (): void => {
    quitting = true;
    closeInTime();
  };
  // `npm start` holds the other end of the channel: when it is killed, the desk does not go on without it.
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) self.on(event, hurry);
  powerMonitor.on('shutdown', hurry);
}
