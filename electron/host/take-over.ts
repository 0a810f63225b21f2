/**
 * Operations of another station, or of a journal that this one could not open, are taken into the journal.
 *
 * Invariants: an operation is taken once: whatever id is here already is passed over, in whatever state, but for one that left
 * this station and has left another one since: nobody else would send it. It keeps its id, its operator and its time, since they
 * tell the server and people whose it is; its place in the order is a new one, or the one that it had here.
 *
 * What is wrong with the files is told by a word in the detail of `badInput`: `notHandOver:<name>`, `damaged:<name>`,
 * `wrapsMissing` (a journal alone), `journalMissing` (wraps alone).
 */
import { decodeFile } from './journal/reading.ts';
import { recogniseJournal } from './journal/frames.ts';
import { Ledger } from './journal/ledger.ts';
import { isOrphan, mendRecords, unclear } from './journal/mend.ts';
import type { JournalRecord } from './journal/record.ts';
import { readHandOver, type SealedHandOver } from './hand-over-file.ts';
import { stampNote } from './notes.ts';
import type { OpenEvent } from './open-event.ts';
import { NewerVersion, Refusal, refuse } from './problem.ts';
import { isFresh, returnOperations } from './returning.ts';
import type { Random } from './seal.ts';
import { unsentOf } from './unsent.ts';
import { parseWraps, type Secret, secretsOf, unwrapAll, type Wrap } from './wraps.ts';
import { countHandOvers, HANDED_OVER_FROM, type Operation } from '../../shared/operations/operation.ts';

export interface TakingParts {
  readonly event: Pick<OpenEvent, 'key' | 'keys' | 'hash' | 'journal' | 'operators'>;
  readonly clock: () => Date;
  readonly random: Random;
}

export interface GivenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Taken {
  readonly taken: number;
  /** Those that were here already. */
  readonly known: number;
  readonly from: string;
}

/** Operations that were opened, and where they come from. */
interface Source {
  readonly file: string;
  readonly from: string;
  readonly operations: readonly Operation[];
}

/**
 * Takes over a hand-over file, or journals of another station's disk with its `wraps.json`.
 * @param typed a recovery code or an earlier hash, for what this event's hash does not open
 * @throws DiskError; nothing has been taken then
 */
export async function takeOver(
  parts: TakingParts,
  files: readonly GivenFile[],
  typed: string | null,
): Promise<Taken | Refusal> {
  const opened = openFiles(parts, files, typed);
  if (opened instanceof Refusal) return opened;
  let taken = 0;
  let known = 0;
  for (const source of opened) {
    const fresh = await takeOperations(parts, source, { madeAt: source.from, noteNothing: false });
    taken += fresh;
    known += source.operations.length - fresh;
  }
  return { taken, known, from: [...new Set(opened.map(({ from }) => from))].join(', ') };
}

export interface Taking {
  /** The other station, for people to read; null: they were made here. */
  readonly madeAt: string | null;
  /** The note is written even when all of them are here already: that the file was opened is worth a line. */
  readonly noteNothing: boolean;
}

/** Appends those that are not here, with a note, in one append. @returns how many */
export async function takeOperations(
  { event, clock, random }: TakingParts,
  { file, from, operations }: Source,
  { madeAt, noteNothing }: Taking,
): Promise<number> {
  const { journal } = event;
  const fresh = new Map(operations.filter((one) => isFresh(one, journal)).map((one) => [one.id, one]));
  if (fresh.size === 0 && !noteNothing) return 0;
  const at = clock().toISOString();
  const place = {
    operation: (id: string) => fresh.get(id) ?? journal.peek(id),
    serverIdOf: journal.ledger.serverIdOf.bind(journal.ledger),
  };
  const known = [...fresh.values()].filter(({ id }) => journal.peek(id) !== undefined);
  const strange = [...fresh.values()].filter(({ id }) => journal.peek(id) === undefined);
  const records = strange.map((operation): JournalRecord => {
    // its walk-in is neither here nor there: nobody could ever send it
    const state = isOrphan(operation, place) ? unclear() : operation.state;
    const stamp =
      madeAt === null ? {} : { handedOverFrom: operation.handedOverFrom ?? madeAt.slice(0, HANDED_OVER_FROM) };
    return { t: 'op', op: { ...operation, ...stamp, state, seq: journal.takeSeq() } };
  });
  const whose = madeAt === null ? ({ recovered: true } as const) : {};
  const content = { kind: 'takenOver', file, from, operations: fresh.size, ...whose } as const;
  const note = stampNote(content, event.operators, at, random);
  await journal.append([...returnOperations(known, journal, at), ...records, { t: 'note', note }]);
  return fresh.size;
}

/** Opens a journal that is not this station's own. @returns null when none of the keys is its */
export function readForeignJournal(bytes: Buffer, keys: readonly Buffer[], at: string): readonly Operation[] | null {
  for (const dataKey of keys) {
    const decoded = decodeFile(bytes, dataKey);
    if (!decoded.readable) continue;
    const ledger = new Ledger();
    for (const record of mendRecords(decoded.records, decoded.gaps, at)) ledger.apply(record);
    return unsentOf(ledger);
  }
  return null;
}

function openFiles(
  { event, clock }: TakingParts,
  files: readonly GivenFile[],
  typed: string | null,
): readonly Source[] | Refusal {
  const sorted = sortFiles(files);
  if (sorted instanceof Refusal) return sorted;
  const { journals, handOvers, wraps, events } = sorted;
  if (events.some((one) => one !== event.key)) return refuse('otherEvent');
  const { secrets: typedSecrets, slip } = typed === null ? { secrets: [], slip: false } : secretsOf(typed);
  const secrets: readonly Secret[] = [{ kind: 'hash', text: event.hash }, ...typedSecrets];
  const locked = typed === null ? refuse('needsCode') : refuse('wrongCode', slip ? 'slip' : '');
  const sources: Source[] = [];
  for (const { name, sealed } of handOvers) {
    const keys = unwrapAll(sealed.head.wraps, secrets, event.key);
    const content = firstOf([event.keys.dataKey, ...keys], (key) => sealed.open(key));
    if (content === null) return keys.length === 0 ? locked : refuse('badInput', `damaged:${name}`);
    sources.push({ file: name, from: content.station, operations: content.operations.map(noteLeft) });
  }
  for (const { name, bytes } of journals) {
    const keys = unwrapAll(wraps, secrets, event.key);
    const operations = readForeignJournal(bytes, [event.keys.dataKey, ...keys], clock().toISOString());
    if (operations === null && recogniseJournal(bytes) === 'none' && (wraps.length === 0 || keys.length > 0)) {
      return refuse('badInput', `notHandOver:${name}`);
    }
    if (operations === null) return wraps.length === 0 ? refuse('badInput', 'wrapsMissing') : locked;
    sources.push({ file: name, from: name, operations });
  }
  return sources;
}

/** A version that did not count has written the file all the same. */
function noteLeft(operation: Operation): Operation {
  return { ...operation, handOvers: Math.max(1, countHandOvers(operation)) };
}

interface SortedFiles {
  readonly journals: readonly GivenFile[];
  readonly handOvers: readonly { readonly name: string; readonly sealed: SealedHandOver }[];
  readonly wraps: readonly Wrap[];
  /** Keys of the events that the files say they are of. */
  readonly events: readonly string[];
}

/** Tells the files by what is in them, whatever they are called. */
function sortFiles(files: readonly GivenFile[]): SortedFiles | Refusal {
  const journals: GivenFile[] = [];
  const handOvers: { name: string; sealed: SealedHandOver }[] = [];
  const wraps: Wrap[] = [];
  const events: string[] = [];
  for (const { name, bytes } of files) {
    const sealed = readHandOver(bytes);
    const journal = recogniseJournal(bytes);
    if (sealed === 'newer' || journal === 'newer') return refuse('newerVersion', name);
    if (sealed === 'damaged') return refuse('badInput', `damaged:${name}`);
    if (sealed !== null) {
      handOvers.push({ name, sealed });
      events.push(sealed.head.event);
      continue;
    }
    if (journal !== 'none') {
      journals.push({ name, bytes });
      continue;
    }
    const found = readWrapsFile(bytes);
    if (found === 'newer') return refuse('newerVersion', name);
    if (found === null) {
      journals.push({ name, bytes }); // with a damaged beginning, or nothing of ours: its frames tell
      continue;
    }
    wraps.push(...found.wraps);
    if (found.event !== null) events.push(found.event);
  }
  if (journals.length + handOvers.length === 0) return refuse('badInput', 'journalMissing');
  return { journals, handOvers, wraps, events };
}

function readWrapsFile(bytes: Buffer): ReturnType<typeof parseWraps> | 'newer' {
  try {
    return parseWraps(bytes);
  } catch (error) {
    if (error instanceof NewerVersion) return 'newer';
    throw error;
  }
}

function firstOf<K, T>(keys: readonly K[], open: (key: K) => T | null): T | null {
  for (const key of keys) {
    const found = open(key);
    if (found !== null) return found;
  }
  return null;
}
