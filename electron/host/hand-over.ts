/**
 * Unsent operations leave this station in a sealed file.
 *
 *   what may leave ──▶ file, whole on disk beside the journal ──▶ one append: withdrawn here, and a note ──▶ given out
 *
 * Invariants: nothing is given out that could still be sent from here, and nothing is withdrawn here that is not in a file. A
 * file without its note is one whose append never came: everything in it is still here, and it is never given out.
 */
import path from 'node:path';
import type { Note } from '../../shared/operations/note.ts';
import { countHandOvers, HANDED_OVER_FROM } from '../../shared/operations/operation.ts';
import { readIfThere, writeWhole } from './disk.ts';
import { encodeHandOver, readHandOver } from './hand-over-file.ts';
import type { Journal } from './journal/journal.ts';
import type { JournalRecord } from './journal/record.ts';
import { stampNote } from './notes.ts';
import type { OpenEvent } from './open-event.ts';
import { type Refusal, refuse } from './problem.ts';
import type { Random } from './seal.ts';
import { leavingOf } from './unsent.ts';

export interface HandedOver {
  readonly name: string;
  readonly file: Buffer;
  readonly operations: number;
}

export interface HandOverParts {
  readonly event: Pick<OpenEvent, 'key' | 'keys' | 'folder' | 'journal' | 'operators' | 'sender'>;
  /** Name of this station, for people to read. */
  readonly station: string;
  readonly clock: () => Date;
  readonly random: Random;
}

/** So often may something be sent or settled while the file is written before a person is asked to try again. */
const ATTEMPTS = 10;

/** Hands over everything that may leave. @throws DiskError; nothing has left then */
export async function handOver({ event, station, clock, random }: HandOverParts): Promise<HandedOver | Refusal> {
  const { journal, keys, folder, sender } = event;
  const at = clock().toISOString();
  const name = nameOf(at, random);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    sender.dropClearances(); // what is listed here does not leave by the network meanwhile
    await journal.append([]); // what has been decided is in the ledger
    const leaving = leavingOf(journal.ledger);
    if (leaving.length === 0) return refuse('nothingToDo');
    const content = { station: station.slice(0, HANDED_OVER_FROM), operations: leaving.map(({ leaves }) => leaves) };
    const file = encodeHandOver({ event: event.key, wraps: keys.wraps }, content, keys.dataKey, random);
    if (!opens(file, keys.dataKey)) throw new Error('a hand-over was written that nobody could open');
    await writeWhole(path.join(folder, name), file);
    if (!isUnchanged(journal, leaving)) continue;
    const note = stampNote({ kind: 'handedOver', file: name, operations: leaving.length }, event.operators, at, random);
    await journal.append([
      ...leaving.map(({ here: { id }, leaves }): JournalRecord => {
        const state = { name: 'withdrawn', because: 'handedOver' } as const;
        return { t: 'state', id, state, at, handOvers: countHandOvers(leaves) };
      }),
      { t: 'note', note },
    ]);
    return { name, file, operations: leaving.length };
  }
  return refuse('serverError', 'operations were being sent all the while: try again');
}

/** As the other station will read it: what does not open there must not be withdrawn here. */
function opens(file: Buffer, dataKey: Buffer): boolean {
  const sealed = readHandOver(file);
  return sealed !== null && typeof sealed !== 'string' && sealed.open(dataKey) !== null;
}

/** The file of an earlier hand-over once more. @throws DiskError */
export async function handOverAgain(
  { folder, journal }: Pick<OpenEvent, 'folder' | 'journal'>,
  name: string,
): Promise<HandedOver | Refusal> {
  const operations = journal.ledger.notes().flatMap(({ content }: Note) => {
    return content.kind === 'handedOver' && content.file === name ? [content.operations] : [];
  })[0];
  if (operations === undefined) return refuse('notFound');
  const file = await readIfThere(path.join(folder, name));
  return file === null ? refuse('notFound') : { name, file, operations };
}

/** Nothing was decided since the ledger was read: neither of what leaves, nor of what belongs to it. */
function isUnchanged(journal: Journal, leaving: ReturnType<typeof leavingOf>): boolean {
  if (JSON.stringify(leavingOf(journal.ledger)) !== JSON.stringify(leaving)) return false;
  const ids = new Set(leaving.map(({ here }) => here.id));
  return leaving.every(({ here }) => {
    if (JSON.stringify(journal.peek(here.id)) !== JSON.stringify(here)) return false;
    return here.intent.kind !== 'create' || journal.peekOpenOf(here.participant).every(({ id }) => ids.has(id));
  });
}

function nameOf(at: string, random: Random): string {
  const time = at.slice(0, 19).replaceAll(':', '').replace('T', '-');
  return `hand-over-${time}-${Buffer.from(random(4)).toString('hex')}.stoika`;
}
