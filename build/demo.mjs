/** `npm run demo`: a shift in about a minute, headless (test/demo). */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { ensureBuilt } from './runner/built.mjs';
import { nodeProblem } from './runner/node-version.mjs';
import { root } from './runner/paths.mjs';
import { say, stop } from './runner/say.mjs';
import { setUpChromium } from './setup-chromium.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== null) stop(problem, 2);

process.env.STOIKA_CHROMIUM = await setUpChromium().catch((error) => stop(error.message));
say(`Chromium: ${process.env.STOIKA_CHROMIUM}`);
await ensureBuilt();
await import(pathToFileURL(join(root, 'test', 'demo', 'demo.mjs')).href);
