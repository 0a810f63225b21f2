/**
 * What the UI may ask of the engine (over Comlink) and what it is told. Everything is answered from memory and journal:
 * nothing here waits for the network.
 */
import type { WipedDatabase } from '../../shared/contract/closing-routes.ts';
import type { RouteInput } from '../../shared/contract/routes.ts';
import type { Note } from '../../shared/operations/note.ts';
import type { Operation, ParticipantKey } from '../../shared/operations/operation.ts';
import type { ParticipantView } from '../../shared/operations/view.ts';
import type { Feed, Scalar } from '../../shared/ruvents/rows.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';
import type { BadgeContent } from '../../shared/badge/content.ts';
import type { PrintJob, Purpose, QueueState } from '../../shared/contract/printing.ts';

export type SheetRow = RouteInput<'sheet'>['rows'][number];
export type BatchOrder = 'name' | 'company' | 'status';

/** A row of the list "Results". */
export interface ResultRow {
  readonly key: ParticipantKey;
  readonly id: number | null;
  /** Full name in the locale that matched, and in the other one if it differs. */
  readonly name: string;
  readonly otherName: string;
  readonly email: string;
  readonly company: string;
  readonly position: string;
  /** The status with the highest priority, of the current part first; null = no status. */
  readonly statusId: number | null;
  /** A badge is recorded (for the current part where the event registers per part). */
  readonly arrived: boolean;
  /** Something of this person is not yet on the server. */
  readonly pending: boolean;
  readonly attention: boolean;
  readonly phone: string;
  /** Where the query is found in what is shown; absent where nothing was searched. */
  readonly marks?: Marks;
}

/** For each text of a row, the stretches `[from, to)` that answer to the query, in UTF-16 units, in order. */
export type MarkedText = 'name' | 'otherName' | 'email' | 'company' | 'position' | 'phone' | 'id';
export type Marks = Readonly<Record<MarkedText, readonly (readonly [from: number, to: number])[]>>;

/** Whom the list is narrowed to; null or empty = it does not matter. */
export interface Filters {
  /** Statuses and arrivals are those of this part, and people have a status in it. */
  readonly partId: number | null;
  /** Any of them. */
  readonly statusIds: readonly number[];
  readonly arrived: boolean | null;
  /** False: something was ordered and is not paid. */
  readonly paid: boolean | null;
}

export interface Results {
  readonly query: string;
  readonly filters: Filters;
  /** Words of the query that were read as filters beside what was searched; null = none. `text` is the rest of the query. */
  readonly understood: { readonly text: string; readonly filters: Filters } | null;
  readonly rows: readonly ResultRow[];
  /** People who match, of whom `rows` holds the first ones. */
  readonly total: number;
  /** People whom the text finds and the filters hide. */
  readonly outside: number;
}

/** A query that finds nobody, with one of its words left out. */
export interface FewerWords {
  readonly left: string;
  readonly text: string;
  readonly total: number;
}

/** The first sync, or the reading back of the replica at a start. */
export interface Progress {
  readonly phase: 'opening' | 'reading' | 'firstSync' | 'ready';
  readonly people: number;
  /** People a second, over the last seconds. */
  readonly rate: number;
  /** Estimated seconds left; null while it cannot be told (the API gives no count). */
  readonly secondsLeft: number | null;
}

/** A row or a page that the desk left out, and why. */
export interface Skipped {
  readonly feed: Feed;
  /** The row's Id where it has one; null = a whole page or a row without Id. */
  readonly id: number | null;
  readonly why: string;
  /** `row`: the row is left out; `field`: only these fields of it; `page`: the page is asked for again. */
  readonly what: 'row' | 'field' | 'page';
  readonly at: string;
}

export interface SyncState {
  readonly progress: Progress;
  /** A pull or a drain that a person would call "syncing": the first one, one that was asked for, operations leaving. */
  readonly busy: boolean;
  readonly unsent: number;
  readonly attention: number;
  /** Taken by the server, and not yet seen there. */
  readonly accepted: number;
  /** Handed over to another station, and not yet seen on the server. */
  readonly handedOver: number;
  /** Of the unsent: those that wait for a list that the server does not give, or for what was handed over. */
  readonly stuck: number;
  /** Local ISO time of the last complete pull of participants. */
  readonly lastPull: string | null;
  readonly skipped: readonly Skipped[];
  /** Feeds that the server refuses or does not have. */
  readonly feedsOff: readonly { readonly feed: Feed; readonly why: string }[];
  /** IndexedDB failed: people are kept in memory only, and the replica is pulled anew at the next start. */
  readonly storage: 'ok' | 'memoryOnly';
  readonly sweep: SweepState;
  /** Empty until sync has begun. */
  readonly feeds: readonly FeedState[];
}

/** How far a feed has been read. */
export interface FeedState {
  readonly feed: Feed;
  /** Local ISO time of the last pull that came to its end; null = none since the desk was opened. */
  readonly pulledAt: string | null;
  /** The server's time of the newest row that was read; null = no row has one. */
  readonly cursor: string | null;
  /** It was read to its end once. */
  readonly complete: boolean;
}

/** A sweep reads everybody anew: only so does the desk learn who was removed (the API has no count and tells of no removal). */
export interface SweepState {
  /** `doubt`: more people are missing than is believed without a person's word. */
  readonly state: 'idle' | 'running' | 'doubt';
  /** Local ISO time at which the last complete sweep ended, and how many people there were; null = there was none. */
  readonly last: { readonly at: string; readonly people: number } | null;
  /** The last complete one began after the server had answered all that has been sent: it speaks of all of it. */
  readonly coversSent: boolean;
  /** People read so far by the one that is running. */
  readonly read: number;
  /** The last one stepped over something and says nothing of removals. */
  readonly incomplete: boolean;
  readonly doubt: { readonly missing: number; readonly of: number; readonly names: readonly string[] } | null;
}

/** Pushed by the engine to the UI. */
export type EngineEvent =
  | { readonly type: 'state'; readonly state: SyncState }
  | { readonly type: 'tables'; readonly tables: Tables }
  | { readonly type: 'results'; readonly results: Results }
  /** The watched participant changed, or has moved to another key (a walk-in got the server's Id), or is gone (null). */
  | { readonly type: 'participant'; readonly asked: ParticipantKey; readonly view: ParticipantView | null }
  | { readonly type: 'attention'; readonly items: readonly AttentionItem[] }
  /** Open print jobs and the last ones; those of a batch that have not had their turn yet are only counted. */
  | { readonly type: 'jobs'; readonly jobs: readonly PrintJob[] }
  | { readonly type: 'queue'; readonly queue: QueueState }
  /** The list of badge templates is another one. */
  | { readonly type: 'templates' }
  /** This window no longer holds the lease. */
  | { readonly type: 'elsewhere' };

export interface AttentionItem {
  readonly operation: Operation;
  /** As now known; null when the person cannot be found any more. */
  readonly view: ParticipantView | null;
  /** Operations of the same person that wait for this one. */
  readonly holdsUp: number;
  /** A walk-in: what is withdrawn together with it when it is given up, in journal order. */
  readonly takesAlong?: readonly Operation[];
  /**
   * The people whom a creation could be, as far as they are known: an Id alone tells an operator nothing. Of an ambiguous one,
   * those that its reason names; of a refused one, who has the same email.
   */
  readonly candidates?: readonly ResultRow[];
}

/** A person who looks like the walk-in about to be saved. */
export interface Lookalike {
  readonly row: ResultRow;
  readonly because: 'email' | 'phone' | 'name';
}

export type Done = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly detail: string };
export type Notes =
  | { readonly ok: true; readonly notes: readonly Note[] }
  | { readonly ok: false; readonly code: string; readonly detail: string };
export type History =
  | { readonly ok: true; readonly operations: readonly Operation[] }
  | { readonly ok: false; readonly code: string; readonly detail: string };
export type Undo = { readonly undone: boolean };

export interface PartStatusInput {
  readonly PartId: number | null;
  readonly StatusId: number | null;
}

/** What a person decides about an operation in attention. */
export type Decision =
  | { readonly take: 'mine' } // send again, over what the server has
  | { readonly take: 'theirs' } // give the operation up
  | { readonly take: 'retry' }
  /** Send a refused registration again, with these fields (flat) in place of its own. */
  | { readonly take: 'corrected'; readonly fields: Readonly<Record<string, Scalar>> }
  | { readonly take: 'candidate'; readonly serverId: number } // "that is the one"
  | { readonly take: 'existing'; readonly userId: number }; // "use them": a person of RUNET-ID

export interface EngineApi {
  /** Takes the lease, opens the event's data, starts to sync. Resolves when a search can be answered from what is there. */
  open(listener: (event: EngineEvent) => void): Promise<Done>;
  /** Deletes the replica of an event that was closed for good; not of the one that is open. @returns what there was */
  wipe(eventKey: string): Promise<readonly WipedDatabase[]>;
  /**
   * Sets the query and answers with its first rows; results follow as events, with all that are shown and after each change. `''` without filters = recent people;
   * with filters, everybody whom they let through. Filters that are not given stay as they are.
   */
  search(query: string, filters?: Filters): Promise<Results>;
  /** Whom the query would find within the filters of the last search if one of its words were left out; those who find somebody. */
  fewerWords(query: string): Promise<readonly FewerWords[]>;
  /** Watches one participant: the view now, and events after each change. */
  watch(key: ParticipantKey | null): Promise<ParticipantView | null>;
  /** A code from a scanner or typed: a person's key, or null. */
  resolveCode(code: string): Promise<ParticipantKey | null>;

  setStatus(key: ParticipantKey, partId: number | null, statusId: number | null): Promise<Recorded>;
  /** Only fields that differ from what is seen are sent. Nothing differs: ok without an operation. */
  saveProfile(key: ParticipantKey, values: Readonly<Record<string, Scalar>>): Promise<Recorded>;
  create(input: {
    readonly fields: Readonly<Record<string, Scalar>>;
    readonly spelling: Readonly<Record<string, Scalar>>;
    readonly statuses: readonly PartStatusInput[];
  }): Promise<Recorded>;
  /** A person found by `/users`. */
  register(
    userId: number,
    fields: Readonly<Record<string, Scalar>>,
    statuses: readonly PartStatusInput[],
  ): Promise<Recorded>;
  remove(key: ParticipantKey): Promise<Recorded>;
  /** Records an arrival without printing. */
  letIn(key: ParticipantKey, partId: number | null, via: 'handedOut' | 'withoutBadge'): Promise<Recorded>;
  /**
   * Prints; resolves with the job at its end, or as it is after five seconds (the jobs tell the rest). A badge of the desk records
   * the arrival when it came out; one in advance, or printed again, records nothing.
   */
  print(key: ParticipantKey, partId: number | null, options?: PrintOptions): Promise<PrintResult>;
  /** Prints badges in advance; resolves when all are in the queue. How far it is, the queue tells. */
  printBatch(input: BatchInput): Promise<BatchResult>;
  /** Everybody whom the list would show for a text and filters; without any: everybody. */
  whom(asked: WhomAsked): Promise<readonly ParticipantKey[]>;
  /** What is on somebody's badge, for a preview. */
  badgeContent(key: ParticipantKey, partId: number | null): Promise<BadgeContent | null>;
  /** Badges of people with the longest and the shortest name, and of one between; null when there is nobody. */
  badgeSamples(partId: number | null): Promise<BadgeSamples>;
  /** The list A to Z, for the route `sheet`. */
  sheetRows(asked: WhomAsked): Promise<readonly SheetRow[]>;
  answerJob(jobId: string, cameOut: boolean): Promise<PrintResult>;
  lookalikes(fields: Readonly<Record<string, Scalar>>): Promise<readonly Lookalike[]>;

  /** Takes an operation back: within its wait it is withdrawn; later a compensating operation is made. */
  undo(operationId: string): Promise<Undo>;
  decide(operationId: string, decision: Decision): Promise<Done>;
  syncNow(): Promise<void>;
  /**
   * Reads everybody anew in the background. What one that is running has read before this counts for nothing: another follows it.
   * Resolves when it has begun, or is to follow.
   */
  sweepNow(): Promise<Done>;
  /** A person's word about the people who are missing: `remove` believes the server, else they stay until the next sweep. */
  answerDoubt(remove: boolean): Promise<Done>;
  /** Lines of the audit trail that are no operations, newest first. */
  notes(): Promise<Notes>;
  /** History of a person from the journal, newest first. */
  history(key: ParticipantKey): Promise<History>;
  /** Tells which part "arrived" and the colour of a row are about. */
  setCurrentPart(partId: number | null): Promise<void>;
}

export type Recorded =
  | { readonly ok: true; readonly key: ParticipantKey; readonly operationIds: readonly string[] }
  | { readonly ok: false; readonly code: string; readonly detail: string };

export type PrintResult =
  | { readonly ok: true; readonly job: PrintJob }
  | { readonly ok: false; readonly code: string; readonly detail: string };

export interface PrintOptions {
  /** `badge` by default. */
  readonly purpose?: Extract<Purpose, 'badge' | 'advance' | 'reprint'>;
  readonly reprintReason?: string | null;
  /** Null: by the rules. */
  readonly printer?: string | null;
  readonly template?: string | null;
}

export interface BatchInput {
  readonly keys: readonly ParticipantKey[];
  readonly partId: number | null;
  readonly title: string;
  readonly sort: BatchOrder;
  readonly template?: string | null;
  readonly printer?: string | null;
}

export type BatchResult =
  | { readonly ok: true; readonly batch: string; readonly added: number }
  | { readonly ok: false; readonly code: string; readonly detail: string };

export interface WhomAsked {
  readonly text?: string;
  readonly filters?: Filters;
}

export type BadgeSamples = Readonly<Record<'longest' | 'shortest' | 'usual', BadgeContent | null>>;
