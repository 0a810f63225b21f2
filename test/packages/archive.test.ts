/** What is in a package, and what is not: the archive that electron-builder made (set-up.ts). */
import { readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { describe, expect, inject, it } from 'vitest';
import { readFuses } from './made-up-electron.ts';

const root = join(import.meta.dirname, '..', '..');
const unpacked = join(inject('packages'), 'packed', 'linux-unpacked');
const archive = join(unpacked, 'resources', 'app.asar');
const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1));
const readJson = (path: string): Record<string, unknown> =>
  JSON.parse(extractFile(archive, path).toString()) as Record<string, unknown>;

describe('the archive', () => {
  it('is at most 20 MB with libraries, fonts and assets', () => {
    expect(statSync(archive).size).toBeLessThanOrEqual(20_000_000);
  });

  it('holds what runs: the shells, the page, its worker, decoder and fonts, the build stamp', () => {
    const wanted = [
      /^dist\/host\/main\.js$/,
      /^dist\/host\/practice-worker\.js$/,
      /^dist\/renderer\/index\.html$/,
      /^dist\/renderer\/assets\/index-.*\.js$/,
      /^dist\/renderer\/assets\/engine\.worker-.*\.js$/,
      /^dist\/renderer\/assets\/zxing_reader-.*\.wasm$/,
      /^dist\/host\/fonts\/Inter_400Regular\.ttf$/,
      /^dist\/host\/fonts\/LICENSE-inter$/,
      /^dist\/renderer\/licences\.txt$/,
      /^dist\/build\.json$/,
      /^LICENSE$/,
      /^node_modules\/@resvg\/resvg-wasm\/index_bg\.wasm$/,
      /^node_modules\/electron-updater\/out\/main\.js$/,
    ];
    expect(wanted.filter((one) => !files.some((file) => one.test(file)))).toEqual([]);
    expect(readJson('dist/build.json')).toMatchObject({ version: readJson('package.json')['version'] });
    expect(readJson('package.json')).toMatchObject({ name: 'stoika', main: 'dist/host/main.js' });
  });

  it('has nothing else of the project: no source, test, script, document, configuration', () => {
    const allowed =
      /^(node_modules|dist|dist\/(host|renderer)|dist\/(host|renderer)\/.+|dist\/build\.json|package\.json|LICENSE)$/;
    expect(files.filter((file) => !file.startsWith('node_modules/') && !allowed.test(file))).toEqual([]);
  });

  it('has no types, maps, tests or other leavings of libraries', () => {
    const needless =
      /\.(ts|mts|cts|tsx|map|md|flow|tsbuildinfo|gz|h|c|node)$|\/(test|tests|__tests__|docs|examples?)\/|\/\.[^/]+/;
    expect(files.filter((file) => needless.test(file))).toEqual([]);
  });

  it('has the run-time dependencies and what they need, and no other library', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; optional?: boolean; peer?: boolean; devOptional?: boolean }>;
    };
    const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const needed = Object.entries(lock.packages)
      .filter(([path, one]) => path !== '' && one.dev !== true && one.peer !== true && one.devOptional !== true)
      .map(([path]) => nameOf(path));
    const packed = files
      .filter((file) => /(^|\/)node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(file))
      .map((file) => nameOf(file).replace('/package.json', ''));
    expect(needed.filter((name) => !packed.includes(name) && name !== 'argparse')).toEqual([]);
    expect(packed.filter((name) => !needed.includes(name))).toEqual([]);
  });

  it('resolves every import of the built host, by what it carries', () => {
    const known = new Set(['electron', ...builtinModules]);
    const missing = files
      .filter((file) => /^dist\/host\/.*\.js$/.test(file))
      .flatMap((file) => [
        ...extractFile(archive, file)
          .toString()
          .matchAll(/^(?:import|export)\b[^'"\n]*["']([^'"\n]+)["'];?$/gm),
      ])
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !known.has(name))
      .filter((name) => !files.includes(`node_modules/${name}/package.json`));
    expect(missing).toEqual([]);
  });
});

describe('what lies beside it', () => {
  it('is an executable whose fuses are blown as the configuration says', async () => {
    // run as Node, cookie encryption, NODE_OPTIONS, inspect, integrity, only asar, own V8 snapshot, file:// privileges
    expect((await readFuses(join(unpacked, 'stoika'))).slice(0, 8)).toBe('01001100');
  });

  it('is the licences of Electron and Chromium', () => {
    expect(statSync(join(unpacked, 'LICENSES.chromium.html')).size).toBeGreaterThan(0);
    expect(statSync(join(unpacked, 'LICENSE.electron.txt')).size).toBeGreaterThan(0);
  });

  it('is an address for updates that leads nowhere', () => {
    const text = readFileSync(join(unpacked, 'resources', 'app-update.yml'), 'utf8');
    expect(text).toContain('provider: generic');
    expect(text).toMatch(/^url: .*\.invalid\/?$/m);
  });
});
