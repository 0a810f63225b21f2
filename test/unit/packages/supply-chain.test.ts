/** What the project takes from others: each with its reason, nothing that runs at an install, every licence told. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeLicences } from '../../../build/licences.mjs';
import {
  listDirect,
  listShipped,
  readLicence,
  readLock,
  readPackage,
  readReasons,
} from '../../../build/runner/libraries.mjs';
import { describeLine } from '../../../build/supply-chain.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
const table = readFileSync(join(root, 'docs', 'supply-chain.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(2, -2).split(/ *\| */));

interface Locked {
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  optional?: boolean;
  license?: string;
}
const lock = Object.entries(readLock() as Record<string, Locked>).filter(([place]) => place !== '');

/** Packages whose install script may stay unrun, and why. */
const UNRUN: Readonly<Record<string, string>> = {
  fsevents: 'optional, macOS: brings its binary',
  'electron-winstaller': 'Squirrel packages, which are not made here',
};

describe('the table', () => {
  it('has a line of every library, as it is now: version, reason, licence, install script', () => {
    const withoutSize = table.map((cells) => [...cells.slice(0, 4), ...cells.slice(5)].map((cell) => cell.trim()));
    expect(withoutSize).toEqual(listDirect().map(describeLine)); // stale: npm run supply-chain
  });

  it('gives the size of each', () => {
    expect(table.filter((cells) => !(Number(cells[4]) > 0))).toEqual([]);
  });

  it('has a reason and a place for each, and none for what is gone', () => {
    const known = /^(host|page|host, page|fonts|shell|tools|tests)$/;
    expect(listDirect().filter(({ why, where }) => why.length < 5 || !known.test(where))).toEqual([]);
    expect(Object.keys(readReasons() as object).sort()).toEqual(listDirect().map(({ name }) => name));
  });
});

it('every version is one and no range, Electron’s with it: a new one is somebody’s act', () => {
  const { dependencies, devDependencies } = readPackage() as Record<string, Record<string, string>>;
  const asked = Object.entries({ ...dependencies, ...devDependencies });
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

describe('the lockfile', () => {
  it('has a checksum of every package, and the address of no registry', () => {
    expect(lock.filter(([, { integrity, link }]) => link !== true && integrity === undefined)).toEqual([]);
    expect(lock.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('needs no install script: those that there are may stay unrun', () => {
    const scripted = lock.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([place]) => place);
    const names = scripted.map((place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(names.filter((name) => UNRUN[name] === undefined)).toEqual([]);
  });
});

describe('licences', () => {
  const text = writeLicences();

  it('are all of a kind that may be passed on', () => {
    const allowed =
      /^\(?(MIT|ISC|BSD-[23]-Clause|0BSD|Apache-2\.0|MPL-2\.0|BlueOak-1\.0\.0|OFL-1\.1|Python-2\.0|CC0-1\.0|Unlicense)( (AND|OR) |$|\))/;
    const isMit = (folder: string): boolean =>
      readLicence(folder)?.includes('Permission is hereby granted, free of charge') === true;
    const strange = listShipped().filter(({ licence }) => !allowed.test(licence));
    expect(strange.filter(({ licence, folder }) => licence !== 'none stated' || !isMit(folder))).toEqual([]);
  });

  it('are told of everything that reaches people, with the texts that there are', () => {
    const shipped = listShipped();
    expect(shipped.length).toBeGreaterThan(60);
    for (const { name, version, licence, folder } of shipped) {
      expect(text).toContain(`${name} ${version}\nLicence: ${licence}`);
      const own = readLicence(folder);
      if (own !== null) expect(text).toContain(own);
    }
  });

  it('name the fonts with theirs', () => {
    expect(text.match(/SIL OPEN FONT LICENSE Version 1\.1/g)?.length).toBeGreaterThanOrEqual(4);
  });
});

it('what the desk imports is a library of the table, built into the part that imports it', async () => {
  const where: ReadonlyMap<string, string> = new Map(listDirect().map((one) => [one.name, one.where]));
  const rooms = { host: ['electron', 'shared'], page: ['renderer', 'shared'] };
  const wrong: string[] = [];
  for (const [part, folders] of Object.entries(rooms)) {
    for (const folder of folders) {
      for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
        const source = readFileSync(join(entry.parentPath, entry.name), 'utf8');
        for (const [, name = ''] of source.matchAll(
          /(?:from|import\() ?'((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g,
        )) {
          if (name === 'electron' || name === 'node') continue;
          if (where.get(name)?.includes(part) !== true) wrong.push(`${entry.name}: ${name}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(existsSync(join(root, 'build', 'dependencies.json'))).toBe(true);
});
