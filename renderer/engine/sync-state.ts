/** How far the desk is, for the UI to show. */
import { UNSENT } from '../../shared/operations/operation.ts';
import type { SyncState } from './api.ts';
import type { Session } from './session.ts';

const ATTENTION: ReadonlySet<string> = new Set(['attention']);
const SKIPS_TOLD = 100;

const NO_STATE: SyncState = {
  progress: { phase: 'opening', people: 0, rate: 0, secondsLeft: null },
  busy: true,
  unsent: 0,
  attention: 0,
  lastPull: null,
  skipped: [],
  feedsOff: [],
  storage: 'ok',
  sweep: { state: 'idle', last: null, read: 0, incomplete: false, doubt: null },
};

/** @param session null while none is open */
export function readState(session: Session | null): SyncState {
  if (session === null) return NO_STATE;
  return {
    progress: session.progress,
    busy: session.busy,
    unsent: session.people.book.count(UNSENT),
    attention: session.people.book.count(ATTENTION),
    lastPull: session.lastPull,
    skipped: session.skipped.slice(0, SKIPS_TOLD),
    feedsOff: [...session.feedsOff].map(([feed, why]) => ({ feed, why })),
    storage: session.storage,
    sweep: session.sweep ?? NO_STATE.sweep,
  };
}
