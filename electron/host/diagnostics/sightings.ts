/** What windows report. A page that fails at every frame must not push everything else out of the log: the rest is counted. */
import type { Sighting } from '../../../shared/contract/diagnostics-routes.ts';
import type { Log, LogFields } from '../log.ts';
import type { Timers } from '../timers.ts';

const MOST_A_MINUTE = 30;
const MINUTE_MS = 60_000;

export interface Sightings {
  note(sighting: Sighting): void;
  /** Faults of windows since the host was started, written or not. */
  readonly faults: number;
}

export function createSightings(log: Log, timers: Pick<Timers, 'now'>): Sightings {
  let faults = 0;
  let began = -Infinity;
  let written = 0;
  let leftOut = 0;
  return {
    note(sighting) {
      if (sighting.what === 'fault') faults += 1;
      if (timers.now() - began >= MINUTE_MS) {
        if (leftOut > 0) log.warn('reports of windows were left out', { reports: leftOut });
        began = timers.now();
        written = 0;
        leftOut = 0;
      }
      written += 1;
      if (written > MOST_A_MINUTE) leftOut += 1;
      else write(log, sighting);
    },
    get faults() {
      return faults;
    },
  };
}

function write(log: Log, sighting: Sighting): void {
  switch (sighting.what) {
    case 'fault': {
      const { where, name, code, at } = sighting.fault;
      log.error('fault in a window', { where, error: name, code, at: at.join(' < ') });
      return;
    }
    case 'sweepDoubt':
      log.warn('people are missing after a sweep', figures(sighting));
      return;
    case 'storage':
      if (sighting.state === 'ok') log.info('the replica is kept again');
      else log.error('the replica is in memory only');
      return;
    case 'feedOff':
      log.warn('the server does not give a list', figures(sighting));
      return;
    case 'rowsLeftOut':
      log.warn('rows left out', figures(sighting));
      return;
    case 'sweepEnded':
      log.info('sweep ended', figures(sighting));
      return;
    case 'firstSyncEnded':
      log.info('first sync ended', figures(sighting));
      return;
  }
}

function figures(sighting: Exclude<Sighting, { what: 'fault' }>): LogFields {
  return Object.fromEntries(Object.entries(sighting).filter(([name]) => name !== 'what'));
}
