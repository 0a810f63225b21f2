/** Lines of the audit trail: stamped here, like operations, with who is signed in (design, invariant 8). */
import type { Note } from '../../shared/operations/note.ts';
import type { Ledger } from './journal/ledger.ts';
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import type { Operators } from './operators.ts';
import type { Random } from './seal.ts';

/** Makes a note of what is told, under whoever is signed in. @param at ISO 8601 */
export function stampNote(
  content: Note['content'],
  { session }: Pick<Operators, 'session'>,
  at: string,
  random: Random,
): Note {
  const { operator } = session;
  const stamp = operator === null ? null : { id: operator.Id, login: operator.Login };
  return { id: Buffer.from(random(16)).toString('hex'), at, operator: stamp, content };
}

/** The last notes, newest first; of a person only those about them. */
export function latestNotes(ledger: Ledger, person: ParticipantKey | null, limit: number): Note[] {
  const keys: ReadonlySet<string> | null = person === null ? null : new Set(ledger.keysOf(person));
  const about = ({ content }: Note): boolean =>
    keys === null || (content.kind === 'gone' && keys.has(content.participant));
  return ledger.notes().filter(about).slice(-limit).reverse();
}
