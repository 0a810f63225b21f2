/** The licences of everything that a package of the desk holds, as one text: shown in the desk under About. */
import { join } from 'node:path';
import { listShipped, readLicence } from './runner/libraries.mjs';
import { root } from './runner/paths.mjs';

const line = '-'.repeat(78);

/** @returns the text; packages that bring no licence text are named with the licence that they state */
export function writeLicences() {
  const parts = listShipped().map(({ name, version, licence, folder }) =>
    [`${name} ${version}`, `Licence: ${licence}`, '', readLicence(folder) ?? '(no text in the package)'].join('\n'),
  );
  const own = ['Stoika', 'Licence: MIT', '', readLicence(root)].join('\n');
  const note =
    'Electron and Chromium, where the desk has its own window: LICENSE.electron.txt and LICENSES.chromium.html beside the program.';
  return `${[own, ...parts, note].join(`\n\n${line}\n\n`)}\n`;
}

/** Where the page asks for it. */
export const licencesFile = (renderer) => join(renderer, 'licences.txt');
