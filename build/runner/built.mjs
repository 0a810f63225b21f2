/** Makes sure of a build. In a process of its own: a bundler's memory must not stay with the desk that runs for days. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isFresh } from './freshness.mjs';
import { root } from './paths.mjs';
import { say, stop } from './say.mjs';

export async function ensureBuilt() {
  if (isFresh()) {
    say('built already');
    return;
  }
  const child = spawn(process.execPath, [join(root, 'build', 'build.mjs')], { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) stop('The build failed, see above.', code ?? 1);
}
