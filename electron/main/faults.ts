/**
 * Faults of processes that nobody expected.
 *
 *   a helper process (GPU, network) is gone ▶ Chromium makes another; it is written down
 *   a promise that nobody caught            ▶ written down
 *   an exception that nobody caught         ▶ what the host believes may no longer be true: it ends, and a desk that had been
 *                                             running for a while starts again by itself. The journal has everything that was said to be done.
 *
 * A page that is gone: come-back.ts.
 */
import { app, dialog, type RelaunchOptions } from 'electron';
import { describeError, type Log } from '../host/log.ts';

/** One that falls sooner would fall again, for ever. */
const LONG_ENOUGH_S = 60;

export interface OwnProcess extends NodeJS.EventEmitter {
  /** Seconds since its start. */
  uptime(): number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
}

/** Before Electron is ready. */
export function setupFaults(self: OwnProcess, log: Log): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    const said = { type, reason, exitCode };
    if (reason === 'clean-exit') log.info('a process has ended', said);
    else log.error('a process is gone', said);
  });
  self.on('unhandledRejection', (error) => log.error('a promise was not caught', describeError(error)));
  self.on('uncaughtException', (error) => {
    log.error('the desk fell', describeError(error));
    if (app.isPackaged && self.uptime() > LONG_ENOUGH_S) app.relaunch(findProgram(self));
    else if (app.isReady()) {
      dialog.showErrorBox(
        'Stoika',
        'Стойка остановилась из-за ошибки. Ничего не потеряно: запустите её ещё раз.\nThe desk has stopped after a fault. Nothing is lost: start it once more.',
      );
    }
    app.exit(1);
  });
}

/** A portable program and an AppImage run from where they unpacked themselves; that goes with them, and their own file stays. */
function findProgram({ env, argv }: OwnProcess): RelaunchOptions {
  const args = argv.slice(1);
  const { APPIMAGE: appImage, PORTABLE_EXECUTABLE_FILE: portable } = env;
  if (appImage !== undefined) return { execPath: appImage, args: ['--appimage-extract-and-run', ...args] };
  return portable === undefined ? {} : { execPath: portable, args };
}
