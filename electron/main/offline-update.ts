/** An update from a file that a person chooses: for halls without a network. Checked by shell/updates/update-file.ts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, rename } from 'node:fs/promises';
import { app, dialog, shell } from 'electron';
import { describeError, type Log } from '../host/log.ts';
import { type AtWork, isShift } from '../shell/updates/decide.ts';
import {
  checkUpdateFile,
  type CheckedUpdateFile,
  type InstalledDesk,
  type UpdateFileProblem,
} from '../shell/updates/update-file.ts';

export interface OfflineUpdateParts {
  readonly desk: InstalledDesk;
  /** Path of the AppImage that runs, where it is one (`APPIMAGE`). */
  readonly appImage: string | null;
  readonly readAtWork: () => Promise<AtWork>;
  /** Windows: why the signature of the installer is not the one of this desk; null = it is, or this desk is not signed itself. */
  readonly findSignatureProblem: (file: string) => Promise<string | null>;
  readonly log: Log;
}

/** Asks for the file, checks it, asks whether to go on, installs. Never rejects. */
export async function updateFromFile(parts: OfflineUpdateParts): Promise<void> {
  try {
    if (isShift(await parts.readAtWork())) {
      await tell(DURING_A_SHIFT);
      return;
    }
    const chosen = await dialog.showOpenDialog({ title: 'Stoika', properties: ['openFile'] });
    const [file] = chosen.filePaths;
    if (chosen.canceled || file === undefined) return;
    const checked = await checkUpdateFile(file, parts.desk);
    if (checked.ok) await install(checked, file, parts);
    else await tell(WORDS[checked.problem]);
  } catch (error) {
    parts.log.error('the update from a file failed', describeError(error));
    await tell(WORDS.unreadable);
  }
}

async function install(
  { kind, copy, version }: Extract<CheckedUpdateFile, { ok: true }>,
  chosen: string,
  { appImage, findSignatureProblem, readAtWork, log }: OfflineUpdateParts,
): Promise<void> {
  const canInstall = kind === 'installer' || (kind === 'appImage' && appImage !== null);
  if (!canInstall) {
    await tell(
      `Файл проверен, это версия ${version}. Откройте его сами.\nThe file is right, version ${version}. Open it yourself.`,
    );
    shell.showItemInFolder(chosen);
    return;
  }
  if (kind === 'installer' && (await findSignatureProblem(copy)) !== null) return tell(WORDS.otherProduct);
  if (!(await ask(version))) return;
  if (isShift(await readAtWork())) return tell(DURING_A_SHIFT); // the question may have stood for an hour
  if (kind === 'appImage' && appImage !== null) await replaceAppImage(copy, appImage);
  else await startInstaller(copy);
  log.info('update from a file', { version });
  app.quit();
}

/** The one that runs keeps its content: its name goes to the new one. */
async function replaceAppImage(copy: string, appImage: string): Promise<void> {
  const beside = `${appImage}.part`;
  await copyFile(copy, beside);
  await chmod(beside, 0o755);
  await rename(beside, appImage);
}

/** As the network's updater starts it: it waits for this program to end. */
async function startInstaller(copy: string): Promise<void> {
  const installer = spawn(copy, ['--updated', '--force-run'], { detached: true, stdio: 'ignore' });
  await once(installer, 'spawn');
  installer.unref();
}

async function ask(version: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Stoika',
    message: `Установить версию ${version}?\nInstall version ${version}?`,
    detail: 'Стойка закроется. Данные мероприятий остаются.\nThe desk closes. The data of events stay.',
    buttons: ['Отмена / Cancel', 'Установить / Install'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

async function tell(message: string): Promise<void> {
  await dialog.showMessageBox({ type: 'info', title: 'Stoika', message, buttons: ['OK'] });
}

const DURING_A_SHIFT =
  'Сначала закончите смену: отправьте всё и выйдите.\nEnd the shift first: let everything be sent and sign out.';

const WORDS: Readonly<Record<UpdateFileProblem, string>> = {
  otherProduct: 'Этот файл не от «Стойки».\nThis file is not one of Stoika.',
  otherSystem: 'Этот файл для другой системы.\nThis file is for another system.',
  noRelease:
    'Рядом нет файла latest.yml. Скопируйте всю папку выпуска.\nThere is no latest.yml beside it. Copy the whole folder of the release.',
  releaseWrong:
    'Файл latest.yml не читается. Скопируйте папку ещё раз.\nlatest.yml cannot be read. Copy the folder again.',
  notInRelease: 'Файл от другого выпуска, чем latest.yml.\nThe file is of another release than latest.yml.',
  damaged:
    'Файл повреждён или подменён. Скопируйте его ещё раз.\nThe file is damaged or not the real one. Copy it again.',
  notNewer: 'Эта версия не новее установленной.\nThis version is not newer than the installed one.',
  unreadable: 'Файл не читается, или на диске нет места.\nThe file cannot be read, or the disk has no room.',
};
