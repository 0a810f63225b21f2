/** The engine's worker: the composition root. Clock and chance come in here. */
import { systemAfter } from './clock.ts';
import * as Comlink from 'comlink';
import { z } from 'zod';
import { createEngine } from './engine.ts';
import { createHostLink, listenByEventSource } from './host.ts';
import { ReplicaDatabase } from './replica/database.ts';

z.config({ jitless: true }); // the CSP has no 'unsafe-eval'

Comlink.expose(
  createEngine({
    host: createHostLink({ fetch: (url, init) => fetch(url, init), listen: listenByEventSource }),
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
