/** People whose removal the server has confirmed. */
import type { People } from '../people.ts';
import type { ReplicaLog } from './log.ts';

/**
 * Takes them out of the replica and puts the tombstone in its place in the log, both before anything else can happen: a row that
 * comes from now on is a newer one, and is written behind the tombstone.
 * @returns when the tombstone is on disk
 */
export function removePeople(people: People, log: ReplicaLog, ids: readonly number[]): Promise<void> {
  people.takeRemoved(ids);
  return log.appendRemoved(ids);
}
