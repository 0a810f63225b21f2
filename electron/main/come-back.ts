/**
 * The page comes back, whatever becomes of its process. What was done is in the host's journal, and the engine starts from there.
 *
 *   gone ─ up to 3 times in a minute ─▶ loaded anew, after 1, 2, 4 s
 *     └─ more often ─▶ a person is asked: once more, or end
 *   does not answer ─▶ a person is asked: wait, or load anew;  answers again ─▶ the question goes away
 */
import { app, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { Log } from '../host/log.ts';

const WITHIN_MS = 60_000;
const MOST = 3;
const FIRST_WAIT_MS = 1000;

export interface ComeBackParts {
  readonly log: Log;
  /** Milliseconds, from anywhere, that only grow. */
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}

export function setupComeBack(window: BrowserWindow, { log, now, onFault }: ComeBackParts): void {
  let deaths: number[] = [];
  let question: AbortController | null = null;

  const reload = (): void => {
    if (!window.isDestroyed()) window.webContents.reload();
  };
  const ask = async (options: MessageBoxOptions): Promise<number> => {
    const asked = new AbortController();
    question = asked;
    try {
      window.show(); // one that fell before it had anything to show
      return (await dialog.showMessageBox(window, { title: 'Stoika', ...options, signal: asked.signal })).response;
    } finally {
      if (question === asked) question = null;
    }
  };
  const askAfterDeaths = async (): Promise<void> => {
    deaths = [];
    if ((await ask(FELL_AGAIN)) === 0) reload();
    else app.quit();
  };
  const askWhileSilent = async (): Promise<void> => {
    if (question !== null) return;
    // gone by force, and back as after any end
    if ((await ask(SILENT)) === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
  };

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page gone', { reason, exitCode });
    question?.abort();
    deaths = [...deaths.filter((at) => now() - at < WITHIN_MS), now()];
    if (deaths.length > MOST) void askAfterDeaths().catch(onFault);
    else setTimeout(reload, FIRST_WAIT_MS * 2 ** (deaths.length - 1));
  });
  window.on('unresponsive', () => {
    log.error('page silent');
    void askWhileSilent().catch(onFault);
  });
  window.on('responsive', () => question?.abort());
}

const FELL_AGAIN: MessageBoxOptions = {
  type: 'error',
  message: 'Окно стойки не открывается.\nThe window of the desk does not come up.',
  detail: 'Ничего не потеряно: всё сделанное записано.\nNothing is lost: all that was done is on the disk.',
  buttons: ['Открыть ещё раз / Once more', 'Завершить / End'],
  cancelId: 0,
};

const SILENT: MessageBoxOptions = {
  type: 'warning',
  message: 'Окно стойки не отвечает.\nThe window of the desk does not answer.',
  detail:
    'Можно подождать или открыть окно заново: пропадёт только набранное и не сохранённое.\nWait, or load it anew: only what was typed and not saved goes.',
  buttons: ['Подождать / Wait', 'Открыть заново / Load anew'],
  cancelId: 0,
};
