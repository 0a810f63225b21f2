/**
 * Builds the desk: dist/renderer, dist/host and the stamp dist/build.json. Nothing is done when the sources are those of the
 * build that is there (`--force` builds anyway). A new build appears whole or not at all.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencesFile, writeLicences } from './licences.mjs';
import { hashSources, isFresh, stampFile } from './runner/freshness.mjs';
import { nodeProblem } from './runner/node-version.mjs';
import { dist, root } from './runner/paths.mjs';
import { say, seconds, stop } from './runner/say.mjs';
import { inTurn } from './runner/turn.mjs';

/** Files of electron/host/printing/fonts.ts, by package and folder. */
const fontFiles = {
  inter: { name: 'Inter', weights: ['400Regular', '600SemiBold', '700Bold'] },
  'roboto-condensed': { name: 'RobotoCondensed', weights: ['400Regular', '600SemiBold', '700Bold'] },
  montserrat: { name: 'Montserrat', weights: ['400Regular', '700Bold'] },
  'pt-serif': { name: 'PTSerif', weights: ['400Regular', '700Bold'] },
};

const problem = nodeProblem(process.versions.node);
if (problem !== null) stop(problem, 2);

await inTurn(async () => {
  if (!process.argv.includes('--force') && isFresh()) {
    say('built already');
    return;
  }
  const began = Date.now();
  say('building the desk …');
  await buildAll();
  say(`built in ${seconds(Date.now() - began)}`);
}).catch((error) => stop(`The build failed: ${error.message}`));

async function buildAll() {
  const vite = await loadVite();
  const sources = hashSources();
  const staging = join(dist, '.staging');
  rmSync(staging, { recursive: true, force: true });
  for (const part of ['renderer', 'host']) {
    await vite.build({
      root: part === 'renderer' ? join(root, 'renderer') : root,
      configFile: join(root, 'build', `vite.${part}.ts`),
      logLevel: 'warn',
      build: { outDir: join(staging, part) },
    });
  }
  copyFonts(join(staging, 'host', 'fonts'));
  writeFileSync(licencesFile(join(staging, 'renderer')), writeLicences());
  rmSync(stampFile, { force: true });
  for (const part of ['renderer', 'host']) {
    rmSync(join(dist, part), { recursive: true, force: true });
    renameSync(join(staging, part), join(dist, part));
  }
  rmSync(staging, { recursive: true, force: true });
  writeFileSync(stampFile, `${JSON.stringify({ sources, version: readVersion(), commit: readCommit() }, null, 2)}\n`);
}

async function loadVite() {
  process.env.NODE_ENV = 'production';
  try {
    return await import('vite');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return stop('The packages are not there yet: run "npm ci" first.');
  }
}

/** The badge's fonts, as files for the PDF and the hidden print window. */
function copyFonts(target) {
  mkdirSync(target, { recursive: true });
  for (const [family, { name, weights }] of Object.entries(fontFiles)) {
    const from = join(root, 'node_modules', '@expo-google-fonts', family);
    for (const weight of weights) {
      cpSync(join(from, weight, `${name}_${weight}.ttf`), join(target, `${name}_${weight}.ttf`));
    }
    cpSync(join(from, 'LICENSE_FONT'), join(target, `LICENSE-${family}`));
  }
}

function readVersion() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}

/** @returns the short commit, or null outside a git clone */
function readCommit() {
  try {
    const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], options).trim();
  } catch (error) {
    // No git, or no repository: a source archive. Anything else is a fault of this script.
    if (error.code === 'ENOENT' || typeof error.status === 'number') return null;
    throw error;
  }
}
