/** The Electron shell for real: runs where its binary is (a window needs a display). */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';

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

test('the window opens on a practice event, without rights', async () => {
  if (obstacle !== null) console.log(`The Electron shell is not exercised here: ${obstacle}.`);
  test.skip(obstacle !== null, obstacle ?? '');
  const dataDir = mkdtempSync(join(tmpdir(), 'stoika-electron-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const desk = await _electron.launch({
    args: [...asRoot, root, '--', '--practice', '--participants', '50', '--lang', 'en', '--data', dataDir],
  });
  try {
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
  } finally {
    await desk.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
