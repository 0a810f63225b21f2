/** The Electron shell for real: runs where its binary is (a window needs a display). */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test, type ElectronApplication } from '@playwright/test';

const root = join(import.meta.dirname, '..', '..');
const obstacle = findObstacle();

function findObstacle(): string | null {
  const electron = join(root, 'node_modules', 'electron');
  const pathFile = join(electron, 'path.txt');
  if (!existsSync(pathFile) || !existsSync(join(electron, 'dist', readFileSync(pathFile, 'utf8')))) {
    return 'the binary of Electron is not there (npx install-electron fetches it)';
  }
  if (process.platform !== 'linux') return null;
  if (process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined)
    return 'there is no display';
  return null;
}

async function withDesk(use: (desk: ElectronApplication, dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stoika-electron-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const desk = await _electron.launch({
    args: [...asRoot, root, '--', '--practice', '--participants', '50', '--lang', 'en', '--data', dataDir],
  });
  try {
    await use(desk, dataDir);
  } finally {
    await desk.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

test.beforeAll(() => {
  if (obstacle !== null) console.log(`The Electron shell is not exercised here: ${obstacle}.`);
});
test.beforeEach(() => test.skip(obstacle !== null, obstacle ?? ''));

test('the window opens on a practice event, without rights', () =>
  withDesk(async (desk) => {
    const page = await desk.firstWindow();
    await expect(page).toHaveURL('stoika://desk/');
    const rights = await page.evaluate(async () => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      station: (await fetch('/api/station')).status,
      elsewhere: await fetch('https://example.org/').then(
        () => 'reached',
        () => 'refused',
      ),
    }));
    expect(rights).toEqual({ require: 'undefined', process: 'undefined', station: 200, elsewhere: 'refused' });
    await page.evaluate(() => window.open('https://example.org/'));
    expect(desk.windows()).toHaveLength(1);
  }));

test('a file that the page made reaches the disk, and one from elsewhere does not', () =>
  withDesk(async (desk, dataDir) => {
    const page = await desk.firstWindow();
    await expect(page).toHaveURL('stoika://desk/');
    // the path in place of the window that asks for it
    await desk.evaluate(({ session }, folder) => {
      session.defaultSession.on('will-download', (_event, item) => item.setSavePath(`${folder}/${item.getFilename()}`));
    }, dataDir);
    await page.evaluate(() => {
      for (const [name, href] of [
        ['foreign', 'data:text/plain,foreign'],
        ['handed-over', URL.createObjectURL(new Blob(['sealed']))],
      ] as const) {
        Object.assign(document.createElement('a'), { href, download: name }).click();
      }
    });
    const read = (name: string) => (existsSync(join(dataDir, name)) ? readFileSync(join(dataDir, name), 'utf8') : null);
    await expect.poll(() => read('handed-over')).toBe('sealed');
    expect(read('foreign')).toBeNull();
  }));
