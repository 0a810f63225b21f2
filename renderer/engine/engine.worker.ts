/** The engine's worker: the composition root. Clock and chance come in here. */
import { systemAfter } from './clock.ts';
import * as Comlink from 'comlink';
import { z } from 'zod';
import { describeFault } from '../../shared/health/fault.ts';
import { createEngine } from './engine.ts';
import { createHostLink, listenByEventSource } from './host.ts';
import { ReplicaDatabase } from './replica/database.ts';

z.config({ jitless: true }); // the CSP has no 'unsafe-eval'

const host = createHostLink({ fetch: (url, init) => fetch(url, init), listen: listenByEventSource });

// The page hears of what is thrown here, but not of a promise that nobody caught.
self.addEventListener('unhandledrejection', ({ reason }) => {
  void host.call('sighting', { what: 'fault', fault: { where: 'enginePromise', ...describeFault(reason) } });
});

Comlink.expose(
  createEngine({
    host,
    openDatabase: (eventKey) => new ReplicaDatabase(eventKey),
    clock: {
      now: () => performance.now(),
      random: () => Math.random(),
      wall: () => new Date().toISOString(),
      after: systemAfter,
    },
    newId: () => crypto.randomUUID(),
  }),
);
