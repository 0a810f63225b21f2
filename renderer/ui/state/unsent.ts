/** The oldest of what has not left, asked of the journal: the engine tells the number only. */
import { UNSENT, type Operation } from '../../../shared/operations/operation.ts';
import { callHost } from './host.ts';

/** @returns null when nothing is unsent, or the host does not answer */
export async function findOldestUnsent(): Promise<Operation | null> {
  const answer = await callHost('operations', {});
  if (!answer.ok) return null;
  return answer.value.operations.find(({ state }) => UNSENT.has(state.name)) ?? null; // in journal order
}
