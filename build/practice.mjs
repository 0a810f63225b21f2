/** `npm run practice`: the practice event's server by itself. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './runner/built.mjs';
import { nodeProblem } from './runner/node-version.mjs';
import { followNpm } from './runner/parent.mjs';
import { dist } from './runner/paths.mjs';
import { stop } from './runner/say.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== null) stop(problem, 2);

await ensureBuilt();
followNpm(() => process.kill(process.pid, 'SIGTERM'));
await import(pathToFileURL(join(dist, 'host', 'practice.js')).href);
