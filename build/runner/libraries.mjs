/** The libraries: what package.json asks for and why (build/dependencies.json), what the lockfile says, what lies in node_modules. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const readJson = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

export const readReasons = () => readJson('build', 'dependencies.json');
export const readPackage = () => readJson('package.json');
export const readLock = () => readJson('package-lock.json').packages;

/**
 * Every direct dependency, by name: version and licence of the lockfile, the project's reason.
 * @returns {{ name: string, version: string, licence: string, script: boolean, carried: boolean, where: string, why: string }[]}
 */
export function listDirect() {
  const { dependencies, devDependencies } = readPackage();
  const lock = readLock();
  const reasons = readReasons();
  return Object.keys({ ...dependencies, ...devDependencies })
    .sort()
    .map((name) => {
      const locked = lock[`node_modules/${name}`];
      return {
        name,
        version: locked.version,
        licence: locked.license ?? 'none stated',
        script: locked.hasInstallScript === true,
        carried: name in dependencies,
        ...(reasons[name] ?? { where: '', why: '' }),
      };
    });
}

/** Bytes of a package's own files, without the packages inside it. */
export function measureLibrary(name) {
  const measure = (folder) =>
    readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      if (entry.name === 'node_modules') return sum;
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? measure(path) : entry.isFile() ? statSync(path).size : 0);
    }, 0);
  return measure(join(root, 'node_modules', name));
}

/**
 * What reaches people: everything that is bundled or carried, with what it needs in turn; types and optional peers are not.
 * @returns {{ name: string, version: string, licence: string, folder: string }[]} sorted by name
 */
export function listShipped() {
  const lock = readLock();
  const found = new Map();
  const visit = (name, from) => {
    const place = findPlace(lock, name, from);
    if (place === null || found.has(place)) return;
    const { version, license, dependencies = {} } = lock[place];
    found.set(place, { name, version, licence: license ?? 'none stated', folder: join(root, place) });
    for (const needed of Object.keys(dependencies)) visit(needed, place);
  };
  for (const { name, where } of listDirect()) if (/host|page|fonts/.test(where)) visit(name, '');
  return [...found.values()]
    .filter(({ name }) => !name.startsWith('@types/'))
    .sort((one, other) => one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en'));
}

/** Where npm finds a package from inside another one: as near as can be. */
function findPlace(lock, name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (lock[place] !== undefined) return place;
    if (at === '') return null;
    if (!at.includes('/node_modules/')) at = '';
  }
}

/**
 * The text of a package's licence, or null where it brings none.
 * @param {string} folder
 * @returns {string | null}
 */
export function readLicence(folder) {
  if (!existsSync(folder)) return null;
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|ofl)/i.test(entry.name))
    .map(({ name }) => readFileSync(join(folder, name), 'utf8').trim());
  return texts.length === 0 ? null : texts.join('\n\n');
}
