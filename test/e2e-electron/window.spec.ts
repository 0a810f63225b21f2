/** The Electron shell for real: runs where its binary is (a window needs a display). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { obstacle, withDesk } from './electron.ts';

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
