/** electron-builder's configuration against the builder's own schema, and what it promises to those who install. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const config = load(readFileSync(join(root, 'build', 'electron-builder.yml'), 'utf8')) as Record<string, unknown>;
const schema = JSON.parse(readFileSync(join(root, 'node_modules', 'app-builder-lib', 'scheme.json'), 'utf8')) as object;
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

describe('the configuration of the packages', () => {
  it('is one that the builder takes', () => {
    validate(config);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...config, nsis: { perMachin: true } })).toBe(false); // the schema is strict: a slip is seen
  });

  it('makes NSIS and portable, dmg and zip, AppImage and deb', () => {
    expect(config).toMatchObject({
      win: { target: ['nsis', 'portable'] },
      mac: { target: ['dmg', 'zip'] },
      linux: { target: ['AppImage', 'deb'] },
    });
  });

  it('installs for one person or, silently, for the machine, and keeps the data when it is removed', () => {
    expect(config['nsis']).toMatchObject({
      oneClick: false,
      perMachine: false,
      allowElevation: true,
      deleteAppDataOnUninstall: false,
    });
  });

  it('hardens the run-time on macOS, with entitlements that are there and give no microphone', () => {
    expect(config['mac']).toMatchObject({ hardenedRuntime: true, entitlements: 'build/entitlements.mac.plist' });
    const rights = readFileSync(join(root, 'build', 'entitlements.mac.plist'), 'utf8');
    expect([...rights.matchAll(/<key>(.*)<\/key>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.cs.allow-unsigned-executable-memory',
      'com.apple.security.cs.disable-library-validation',
      'com.apple.security.device.camera',
    ]);
  });

  it('gives no two packages the same name', () => {
    const { nsis, portable } = config as Record<string, { artifactName?: string }>;
    const { artifactName } = config as { artifactName?: string };
    const names = [artifactName, nsis?.artifactName, portable?.artifactName];
    expect(new Set(names).size).toBe(3);
    expect(names.every((name) => name?.includes('${version}') === true)).toBe(true);
  });

  it('names icons that the script makes, and no file that is not there', () => {
    const { win, mac, linux } = config as Record<string, { icon: string }>;
    expect([win?.icon, mac?.icon, linux?.icon]).toEqual(['out/icons/icon.ico', 'out/icons/icon.icns', 'out/icons/png']);
    expect(existsSync(join(root, 'renderer', 'ui', 'icon.svg'))).toBe(true);
  });
});
