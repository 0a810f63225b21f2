/** What the packaged Electron can no longer be talked into (docs/security.md, 19). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

/** The settings under `electronFuses:`, as far as they are indented. */
async function readFuses(): Promise<Record<string, boolean>> {
  const text = await readFile(join(root, 'build', 'electron-builder.yml'), 'utf8');
  const [, block = ''] = /^electronFuses:\n((?:[ ]+.*\n|\n)+)/m.exec(text) ?? [];
  const fuses: Record<string, boolean> = {};
  for (const [, name = '', value] of block.matchAll(/^ +(\w+): (true|false)\b/gm)) fuses[name] = value === 'true';
  return fuses;
}

it('every fuse is set, to the side that gives nothing away', async () => {
  expect(await readFuses()).toMatchObject({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  });
});

it('only an asar is packed: integrity is checked of nothing else', async () => {
  const text = await readFile(join(root, 'build', 'electron-builder.yml'), 'utf8');
  expect(text).not.toMatch(/^asar: false/m);
});

it('a Mac with Apple’s processor starts what nobody has signed: its fuses are blown after Electron’s own signature', async () => {
  expect(await readFuses()).toMatchObject({ resetAdHocDarwinSignature: true });
});
