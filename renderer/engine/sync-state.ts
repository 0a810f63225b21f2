/** How far the desk is, for the UI to show. */
import { isHandedOver, UNSENT } from '../../shared/operations/operation.ts';
import type { SyncState } from './api.ts';
import type { Session } from './session.ts';
import { countStuck } from './sync/stuck.ts';

const ATTENTION: ReadonlySet<string> = new Set(['attention']);
const ACCEPTED: ReadonlySet<string> = new Set(['accepted']);
const SKIPS_TOLD = 100;

const NO_STATE: SyncState = {
  progress: { phase: 'opening', people: 0, rate: 0, secondsLeft: null },
  busy: true,
  unsent: 0,
  attention: 0,
  accepted: 0,
  handedOver: 0,
  stuck: 0,
  lastPull: null,
  skipped: [],
  feedsOff: [],
  storage: 'ok',
  sweep: { state: 'idle', last: null, coversSent: false, read: 0, incomplete: false, doubt: null },
  feeds: [],
};

/** @param session null while none is open */
export function readState(session: Session | null): SyncState {
  if (session === null) return NO_STATE;
  const { people, feedsOff } = session;
  const handedOver = [...people.book.all()].filter(isHandedOver).length;
  return {
    progress: session.progress,
    busy: session.busy,
    unsent: people.book.count(UNSENT),
    attention: people.book.count(ATTENTION),
    accepted: people.book.count(ACCEPTED),
    handedOver,
    stuck: feedsOff.size + handedOver === 0 ? 0 : countStuck(people, feedsOff),
    lastPull: session.lastPull,
    skipped: session.skipped.slice(0, SKIPS_TOLD),
    feedsOff: [...feedsOff].map(([feed, why]) => ({ feed, why })),
    storage: session.storage,
    sweep: session.sweep ?? NO_STATE.sweep,
    feeds: session.feeds,
  };
}
