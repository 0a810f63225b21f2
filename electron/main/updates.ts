/**
 * Updates by the network, through electron-updater. It is told of an address or nothing happens; it fetches and installs nothing by
 * itself. Whether and when a person is asked is settled in shell/updates/decide.ts.
 */
import { dialog, type MessageBoxOptions } from 'electron';
import type { AppUpdater } from 'electron-updater';
import { describeError, type Log } from '../host/log.ts';
import { type AtWork, decideUpdate, type UpdateState } from '../shell/updates/decide.ts';

/** What is used of electron-updater. */
export type Updater = Pick<
  AppUpdater,
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'allowDowngrade'
  | 'logger'
  | 'setFeedURL'
  | 'checkForUpdates'
  | 'downloadUpdate'
  | 'quitAndInstall'
> & {
  /** What goes wrong when an installer is started is told here alone. */
  on(event: 'error', listener: (error: Error) => void): unknown;
};

export interface UpdatesParts {
  readonly updater: Updater;
  readonly address: string;
  readonly platform: string;
  readonly readAtWork: () => Promise<AtWork>;
  readonly log: Log;
}

export interface Updates {
  /** Asks the address, and a person if there is something. Never rejects. */
  check(): Promise<void>;
  /** Asks what has not been asked yet. Never rejects. @returns true when an installer was started: it ends the program */
  beforeQuit(): Promise<boolean>;
}

export function createUpdates({ updater, address, platform, readAtWork, log }: UpdatesParts): Updates {
  let state: UpdateState = { name: 'nothing' };
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.logger = null; // it would write addresses and paths; what matters is logged here
  updater.setFeedURL({ provider: 'generic', url: address });
  updater.on('error', (error) => {
    if (state.name !== 'installing') return; // whoever asked or fetched is told by the promise
    state = { name: 'nothing' };
    log.error('the update was not installed', describeError(error));
    void dialog.showMessageBox(NOT_INSTALLED);
  });

  const goOn = async (): Promise<void> => {
    const decision = decideUpdate(state, await readAtWork());
    if (decision === 'install') install();
    if (decision !== 'ask' || state.name !== 'found') return;
    const { version } = state;
    state = { name: 'refused', version }; // while the question stands nobody asks a second time
    if (!(await askToInstall(version))) {
      log.info('update refused', { version });
      return;
    }
    state = { name: 'agreed', version };
    await updater.downloadUpdate();
    state = { name: 'ready', version };
    // fetching takes its time: somebody may have signed in
    if (decideUpdate(state, await readAtWork()) === 'install') install();
  };
  const install = (): void => {
    state = { name: 'installing' };
    log.info('update is installed');
    // a new AppImage that is started now would find this one still there, and leave again
    updater.quitAndInstall(true, platform !== 'linux');
  };
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      if (state.name === 'agreed') state = { name: 'found', version: state.version }; // asked again at the next moment
      if (state.name === 'installing') state = { name: 'nothing' };
      log.warn('no update', describeError(error)); // no network, a wrong checksum: the desk works as it is
    }
  };
  return {
    check: () =>
      attempt(async () => {
        const found = await updater.checkForUpdates();
        if (found?.isUpdateAvailable !== true || state.name !== 'nothing') return;
        state = { name: 'found', version: found.updateInfo.version };
        await goOn();
      }),
    async beforeQuit() {
      if (state.name === 'found' || state.name === 'ready') await attempt(goOn);
      return state.name === 'installing';
    },
  };
}

const NOT_INSTALLED: MessageBoxOptions = {
  type: 'warning',
  title: 'Stoika',
  message: 'Обновление не удалось установить.\nThe update could not be installed.',
  detail:
    'Стойка работает, как прежде. Установите новую версию сами или позовите техника.\nThe desk works as before. Install the new version yourself, or call a technician.',
};

async function askToInstall(version: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Stoika',
    message: `Есть новая версия: ${version}. Загрузить и установить?\nThere is a new version: ${version}. Download and install it?`,
    detail:
      'Стойка закроется на минуту. Данные мероприятий остаются.\nThe desk closes for a minute. The data of events stay.',
    buttons: ['Позже / Later', 'Установить / Install'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
