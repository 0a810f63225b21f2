/**
 * `npm run soak -- --minutes N [--desks 5] [--operations 100000] [--seed S] [--browser]`: the long proof that nothing is lost
 * and nothing is done twice (test/model/soak.ts). With --browser a second stage kills real browsers and hosts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeProblem } from './runner/node-version.mjs';
import { root } from './runner/paths.mjs';
import { say, stop } from './runner/say.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== null) stop(problem, 2);

const asked = process.argv.slice(2);
const forModel = asked.filter((argument) => argument !== '--browser');
const { build } = await import('vite');
await build({ configFile: join(root, 'build', 'vite.model.ts') });

const built = join(root, 'out', 'model');
const fonts = join(root, 'node_modules', '@expo-google-fonts', 'inter');
let code = await run(join(built, 'soak.js'), [...forModel, `--entry=${join(built, 'desk.js')}`, `--fonts=${fonts}`]);

const browserKills = join(root, 'test', 'soak', 'browser-kills.mjs');
if (asked.includes('--browser')) {
  if (existsSync(browserKills)) code = Math.max(code, await run(browserKills, forModel));
  else say('there are no kill runs with a real browser yet');
}
process.exitCode = code;

async function run(script, args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  return status ?? 1;
}
