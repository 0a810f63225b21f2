/** An update that comes as a file: only a whole, newer package of this product for this system is taken. */
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPublishers } from '../../../electron/shell/updates/publishers.ts';
import { checkUpdateFile, type InstalledDesk } from '../../../electron/shell/updates/update-file.ts';
import { makeFolder } from '../shells/desk.ts';
import { writeRelease } from './release.ts';

async function check(file: string, desk: Partial<InstalledDesk> = {}) {
  const folder = join(await makeFolder(), 'update');
  return checkUpdateFile(file, { version: '1.2.3', platform: 'win32', arch: 'x64', folder, ...desk });
}

describe('a file with an update', () => {
  it('is taken when it is the one that the release speaks of, as a copy', async () => {
    const stick = await makeFolder();
    const file = await writeRelease(stick);
    const checked = await check(file);
    expect(checked).toMatchObject({ ok: true, version: '9.0.0', kind: 'installer' });
    if (!checked.ok) return;
    await writeFile(file, 'changed under our hands');
    expect(await readFile(checked.copy, 'utf8')).toBe('a made-up installer');
  });

  it.each([
    ['Stoika-9.0.0-linux-x86_64.AppImage', 'linux', 'latest-linux.yml', 'appImage'],
    ['Stoika-9.0.0-linux-amd64.deb', 'linux', 'latest-linux.yml', 'other'],
    ['Stoika-9.0.0-mac-arm64.dmg', 'darwin', 'latest-mac.yml', 'other'],
    ['Stoika-9.0.0-portable-x64.exe', 'win32', 'latest.yml', 'other'],
  ])('%s is for %s', async (name, platform, release, kind) => {
    const file = await writeRelease(await makeFolder(), { name, release });
    expect(await check(file, { platform })).toMatchObject({ ok: true, kind });
  });

  it.each([
    ['of another product', { name: 'Other-9.0.0-setup.exe' }, {}, 'otherProduct'],
    ['of no package', { name: 'Stoika-9.0.0.txt' }, {}, 'otherProduct'],
    ['for another system', {}, { platform: 'linux' }, 'otherSystem'],
    ['of the same version', { version: '1.2.3' }, {}, 'notNewer'],
    ['of an older version', { version: '1.2.2' }, {}, 'notNewer'],
    ['without a version', { version: 'newest' }, {}, 'releaseWrong'],
    ['without its release', { release: 'other.yml' }, {}, 'noRelease'],
  ])('is refused: %s', async (_why, release, desk, problem) => {
    expect(await check(await writeRelease(await makeFolder(), release), desk)).toEqual({ ok: false, problem });
  });

  it('is refused when a byte of it differs, and nothing of it stays', async () => {
    const stick = await makeFolder();
    const file = await writeRelease(stick);
    await writeFile(file, 'a made-up instaIIer'); // as long as the real one
    const folder = join(stick, 'own');
    expect(await check(file, { folder })).toEqual({ ok: false, problem: 'damaged' });
    await expect(readFile(join(folder, 'Stoika-9.0.0-setup-x64.exe'))).rejects.toThrow('ENOENT');
    await appendFile(file, 'more');
    expect(await check(file)).toEqual({ ok: false, problem: 'damaged' });
  });

  it('is refused when it was renamed, gone, or its release is no YAML', async () => {
    const stick = await makeFolder();
    const file = await writeRelease(stick);
    await writeFile(join(stick, 'Stoika-9.9.9-setup-x64.exe'), 'a made-up installer');
    expect(await check(join(stick, 'Stoika-9.9.9-setup-x64.exe'))).toEqual({ ok: false, problem: 'notInRelease' });
    await rm(file);
    expect(await check(file)).toEqual({ ok: false, problem: 'unreadable' });
    await writeFile(join(stick, 'latest.yml'), 'files: [}');
    expect(await check(file)).toEqual({ ok: false, problem: 'releaseWrong' });
  });
});

it('the signers of the installation are read from where the builder wrote them', async () => {
  const file = join(await makeFolder(), 'app-update.yml');
  expect(await readPublishers(file)).toEqual([]);
  await writeFile(file, 'provider: generic\n');
  expect(await readPublishers(file)).toEqual([]);
  await writeFile(file, 'publisherName:\n  - Made-up Ltd\n');
  expect(await readPublishers(file)).toEqual(['Made-up Ltd']);
});
