/** Who is at the desk, by the host's own routes: they answer for a host that is locked or closing too. */
import { createHostClient, type FetchLike } from '../../../shared/contract/client.ts';
import { FINAL } from '../../../shared/operations/operation.ts';
import type { AtWork } from './decide.ts';

/** @returns null when the host does not say */
export async function readAtWork(fetchHost: FetchLike): Promise<AtWork> {
  const client = createHostClient(fetchHost);
  const station = await client.call('station', {});
  if (!station.ok) return null;
  const { event, session } = station.value;
  if (event === null) return { signedIn: false, unsent: 0 };
  const operations = await client.call('operations', {});
  if (!operations.ok) return null;
  const open = operations.value.operations.filter(({ state }) => !FINAL.has(state.name) && state.name !== 'accepted');
  return { signedIn: session.operator !== null, unsent: open.length };
}
