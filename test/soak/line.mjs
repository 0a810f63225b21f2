/** The line between the desk and its server: its weather, and a trap that springs when a write is on its way. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const PROXY = fileURLToPath(new URL('../faults/proxy.ts', import.meta.url));

/** Of 100 requests in bad weather. Delays stay below the quiet time that the desk states (8 s). */
const BAD = { dropBefore: 8, dropAfter: 8, delay: 20 };
const SLOW_MS = 1200;

/** @typedef {'calm' | 'bad' | 'slow' | 'down'} Weather */

/** @param {string} target @param {import('./chance.mjs').Chance} chance */
export async function startLine(target, chance) {
  /** @type {{ module: typeof import('../faults/proxy.ts') }} */
  const { module } = await runnerImport(PROXY, { configFile: false, logLevel: 'error' });
  const proxy = await module.startFaultProxy(target);
  /** @type {Weather} */
  let weather = 'calm';
  /** @type {(() => void) | null} */
  let trap = null;
  const count = { requests: 0, dropped: 0, unanswered: 0, delayed: 0 };

  proxy.script = ({ method }) => {
    count.requests += 1;
    if (trap !== null && method !== 'GET') {
      const spring = trap;
      trap = null;
      spring();
      // Whoever is killed now must not know whether it was done.
      return chance.hits(0.5) ? { kind: 'delay', ms: 50 + chance.int(500) } : { kind: 'dropAfter' };
    }
    if (weather === 'slow' && method === 'GET') return { kind: 'delay', ms: SLOW_MS };
    if (weather !== 'bad') return null;
    const dice = chance.int(100);
    if (dice < BAD.dropBefore) {
      count.dropped += 1;
      return { kind: 'dropBefore' };
    }
    if (dice < BAD.dropBefore + BAD.dropAfter) {
      count.unanswered += 1;
      return { kind: 'dropAfter' };
    }
    if (dice >= BAD.dropBefore + BAD.dropAfter + BAD.delay) return null;
    count.delayed += 1;
    return { kind: 'delay', ms: 50 + chance.int(1500) };
  };

  return {
    url: proxy.url,
    count,
    get weather() {
      return weather;
    },
    /** @param {Weather} next */
    async setWeather(next) {
      const was = weather;
      weather = next;
      if (next === 'down' && was !== 'down') proxy.pullPlug();
      if (next !== 'down' && was === 'down') await proxy.plugIn();
    },
    /** The next write on its way. @param {number} withinMs @returns {Promise<boolean>} false: none came */
    awaitWrite(withinMs) {
      return new Promise((resolve) => {
        const late = setTimeout(() => {
          trap = null;
          resolve(false);
        }, withinMs);
        trap = () => {
          clearTimeout(late);
          resolve(true);
        };
      });
    },
    close: () => proxy.close(),
  };
}

/** @typedef {Awaited<ReturnType<typeof startLine>>} Line */
