/**
 * `npm test`: sets up what the tests need, builds, runs Vitest and then Playwright, and ends with one line that counts both.
 * Arguments narrow the run down: `unit` or `e2e`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './runner/built.mjs';
import { nodeProblem } from './runner/node-version.mjs';
import { root } from './runner/paths.mjs';
import { countPlaywright, countVitest, summarise } from './runner/results.mjs';
import { say, stop } from './runner/say.mjs';
import { setUpChromium } from './setup-chromium.mjs';
import { setUpPrinters } from './setup-printers.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== null) stop(problem, 2);

const asked = process.argv.slice(2);
const wants = (part) => asked.length === 0 || asked.includes(part);
const reports = join(root, 'out', 'test');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const chromium = await setUpChromium().catch((error) => stop(error.message));
say(`Chromium: ${chromium}`);
const noPrinters = wants('unit') ? await setUpPrinters() : null;
if (noPrinters !== null) say(`${noPrinters} Tests with them are left out.`);
await ensureBuilt();

const counts = [];
if (wants('unit')) counts.push(await runVitest());
if (wants('e2e')) counts.push(await runPlaywright());
process.stdout.write(`\n${summarise(counts)}\n`);
process.exitCode = counts.some((count) => count.failed > 0) ? 1 : 0;

async function runVitest() {
  const file = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runNode('Vitest', ['vitest', 'vitest.mjs'], args, {});
  return countVitest(readReport(file), code);
}

async function runPlaywright() {
  const file = join(reports, 'playwright.json');
  const args = ['test', '--config', 'test/playwright.config.ts', '--pass-with-no-tests', '--reporter=list,json'];
  const code = await runNode('Playwright', ['@playwright', 'test', 'cli.js'], args, {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    STOIKA_CHROMIUM: chromium,
  });
  return countPlaywright(readReport(file), code);
}

async function runNode(name, script, args, env) {
  const child = spawn(process.execPath, [join(root, 'node_modules', ...script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [code, signal] = await once(child, 'exit');
  if (signal !== null) say(`${name} was ended by ${signal}`);
  return code ?? 1;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The runner fell before it could write: counted as a failure.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}
