/** Tells the host's log what only a window sees: sweeps, a replica that is not kept, lists that the server does not give. */
import type { Sighting } from '../../../shared/contract/diagnostics-routes.ts';
import type { SyncState } from '../../engine/api.ts';
import { useEngine } from '../state/engine.ts';
import { callHost } from '../state/host.ts';

/** Follows the engine for as long as the page lives. */
export function followEngine(): void {
  useEngine.subscribe((now, before) => {
    if (now.sync === null || now.sync === before.sync) return;
    for (const sighting of compareStates(before.sync, now.sync)) void callHost('sighting', sighting);
  });
}

/** @returns what is new; nothing of the first state of a desk, which is not news */
export function compareStates(before: SyncState | null, now: SyncState): readonly Sighting[] {
  if (before === null) return [];
  const seen: Sighting[] = [];
  const { last, incomplete, doubt } = now.sweep;
  if (before.progress.phase === 'firstSync' && now.progress.phase === 'ready') {
    seen.push({ what: 'firstSyncEnded', people: now.progress.people });
  }
  if (before.sweep.state === 'running' && now.sweep.state !== 'running' && last !== null) {
    seen.push({ what: 'sweepEnded', people: last.people, incomplete });
  }
  if (doubt !== null && before.sweep.doubt === null)
    seen.push({ what: 'sweepDoubt', missing: doubt.missing, of: doubt.of });
  if (now.storage !== before.storage) seen.push({ what: 'storage', state: now.storage });
  const known = new Set(before.feedsOff.map(({ feed }) => feed));
  for (const { feed } of now.feedsOff) if (!known.has(feed)) seen.push({ what: 'feedOff', feed });
  if (now.skipped.length > before.skipped.length) seen.push({ what: 'rowsLeftOut', rows: now.skipped.length });
  return seen;
}
