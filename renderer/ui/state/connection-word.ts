/** The one word that says how the desk stands with the server. Stronger words win: paused, offline, syncing, online. */
import type { Connection } from '../../../shared/contract/station.ts';
import type { SyncState } from '../../engine/api.ts';

export type ConnectionWord = 'online' | 'offline' | 'syncing' | 'paused';

export function nameConnection(known: {
  readonly connection: Pick<Connection, 'state' | 'sending'> | null;
  readonly sync: Pick<SyncState, 'busy'> | null;
  readonly hostGone: boolean;
}): ConnectionWord {
  const { connection, sync, hostGone } = known;
  // Nothing is known of the server while the host has not spoken: that is not "online".
  if (hostGone || connection === null) return 'offline';
  if (connection.state !== 'online') return connection.state;
  // An engine that has not spoken yet is still opening: the people are not here.
  return connection.sending || sync?.busy !== false ? 'syncing' : 'online';
}
