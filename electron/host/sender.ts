/**
 * Sends operations that the engine has let go.
 *
 *   queued ──▶ sending (on disk, with the fence) ──▶ the request leaves ──▶ its outcome on disk
 *
 * A few operations are made `sending` ahead of the requests, so that the network does not wait for the disk.
 *
 * Invariants: an operation is `sending` on disk before a byte of it leaves (design, invariant 4), under the operator who made it
 * (8). It waits for what it depends on and for nothing else (5). A clearance is good for one attempt: it rests on a pull, and
 * whatever happens in between asks for a new one. Clearances are in memory only.
 */
import pLimit from 'p-limit';
import type { Clearance } from '../../shared/contract/routes.ts';
import type {
  Fence,
  IntentKind,
  Operation,
  OperationState,
  ParticipantKey,
} from '../../shared/operations/operation.ts';
import { buildWrite, type WriteContext, type WriteRequest } from '../../shared/ruvents/requests.ts';
import { type Answer, classifyWrite, type Outcome } from '../../shared/sync/classify.ts';
import { blockersOf } from '../../shared/sync/order.ts';
import type { ConnectionMonitor } from './connection.ts';
import { Holds, isHeldKind } from './holds.ts';
import type { Journal } from './journal/journal.ts';
import type { JournalRecord } from './journal/record.ts';
import { describeError, type Log } from './log.ts';
import { DiskError } from './problem.ts';
import type { RuventsClient } from './ruvents/client.ts';
import { type Timers, wait } from './timers.ts';

export interface SenderOptions {
  readonly journal: Journal;
  readonly client: RuventsClient;
  readonly connection: ConnectionMonitor;
  /** The event's settings as they are now: they may change while operations wait. */
  readonly readSettings: () => Pick<WriteContext, 'encoding' | 'nomail'>;
  /** The server has refused an operator; their operation is queued again. */
  readonly onParked: (operatorId: number) => void;
  /** The server has refused an operation in its own words. */
  readonly onRefused: (operation: Operation, refusal: Refused) => void;
  readonly timers: Timers;
  readonly clock: () => Date;
  readonly log: Log;
}

/** Requests in flight. */
const AT_ONCE = 4;
/** Operations that are written as `sending` while those requests are under way. */
const AHEAD = 4;
const DISK_RETRY_MS = 2000;
/** What is under way when the event is closed gets this long to be answered. */
const CLOSING_MS = 3000;
const NO_SUCH_PERSON = 202;

export type Refused = Extract<Outcome, { outcome: 'refused' }>;

type StateRecord = Extract<JournalRecord, { t: 'state' }>;

interface Sent {
  readonly answer: Answer;
  readonly outcome: Outcome;
}

export class Sender {
  readonly #options: SenderOptions;
  readonly #holds: Holds;
  /** By operation id, in the order of the journal as far as one drain goes. */
  readonly #cleared = new Map<string, Clearance>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #requests = pLimit(AT_ONCE);
  /** Grows whenever clearances are dropped: what was let go before, and has not left, needs a new one too. */
  #generation = 0;
  #closed = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#holds = new Holds(options.timers, () => this.#pump());
  }

  /** Lets operations go. A newer clearance of the same operation replaces the older one. */
  drain(clearances: readonly Clearance[]): void {
    const { journal, connection } = this.#options;
    if (connection.state !== 'online') return;
    const known = clearances.flatMap((clearance) => {
      const operation = journal.peek(clearance.id);
      return operation?.state.name === 'queued' ? [{ clearance, seq: operation.seq }] : [];
    });
    for (const { clearance } of known.sort((a, b) => a.seq - b.seq)) this.#cleared.set(clearance.id, clearance);
    this.#pump();
  }

  /** New operations are in the journal: changes wait for their undo, a badge lets its person's changes go. */
  noteRecorded(operations: readonly Operation[]): void {
    for (const { id, intent } of operations) {
      if (isHeldKind(intent.kind)) this.#holds.add(id);
    }
    for (const { participant, intent } of operations) {
      if (!isHeldKind(intent.kind)) this.#releasePerson(participant);
    }
  }

  /** A person asked for sync: nothing waits for its undo any longer. */
  releaseAll(): void {
    this.#holds.release('all');
  }

  /** The connection is gone or paused: what is let go now would rest on a pull from before. */
  dropClearances(): void {
    this.#cleared.clear();
    this.#generation += 1;
  }

  /** Stops sending; waits a moment for answers, then breaks off: what was under way is uncertain. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#holds.close();
    this.#cleared.clear();
    const all = Promise.allSettled(this.#underWay.values());
    await Promise.race([all, wait(this.#options.timers, CLOSING_MS)]);
    this.#options.client.close();
    await all;
  }

  #releasePerson(person: ParticipantKey): void {
    this.#holds.release(this.#options.journal.peekOpenOf(person).map((operation) => operation.id));
  }

  #pump(): void {
    if (this.#closed || this.#options.connection.state !== 'online') return;
    for (const [id, clearance] of this.#cleared) {
      if (this.#underWay.size >= AT_ONCE + AHEAD) return;
      const operation = this.#options.journal.peek(id);
      const readiness = operation === undefined ? 'drop' : this.#judge(operation, clearance);
      if (readiness === 'wait') continue;
      this.#cleared.delete(id);
      if (readiness === 'go' && operation !== undefined) this.#start(operation, clearance);
    }
  }

  /** `drop`: it needs a new clearance later. */
  #judge(operation: Operation, clearance: Clearance): 'go' | 'wait' | 'drop' {
    const { journal, connection } = this.#options;
    if (operation.state.name !== 'queued' || connection.isParked(operation.operator.id)) return 'drop';
    if (operation.intent.kind === 'profile' && clearance.carry === null) return 'drop';
    if (this.#holds.isHeld(operation.id)) return 'wait';
    const earlier = journal.peekOpenOf(operation.participant).filter((other) => other.seq < operation.seq);
    const blockers = blockersOf(operation, earlier);
    if (blockers.length > 0) {
      // worth waiting for what leaves in this same drain; for the rest the wait may be long
      return blockers.every((other) => this.#cleared.has(other.id) || this.#underWay.has(other.id)) ? 'wait' : 'drop';
    }
    const needsId = operation.intent.kind !== 'create';
    return needsId && journal.ledger.serverIdOf(operation.participant) === null ? 'drop' : 'go';
  }

  #start(operation: Operation, clearance: Clearance): void {
    const sending = this.#send(operation, clearance)
      .catch((error: unknown) => this.#options.log.error('an operation was not sent', describeError(error)))
      .finally(() => {
        this.#underWay.delete(operation.id);
        if (this.#underWay.size === 0) this.#options.connection.setSending(false);
        this.#pump();
      });
    this.#underWay.set(operation.id, sending);
    this.#options.connection.setSending(true);
  }

  async #send(operation: Operation, clearance: Clearance): Promise<void> {
    const generation = this.#generation;
    const request = this.#build(operation, clearance, 'put');
    if (request === null) {
      // one that cannot be sent holds up nobody: a person has to look
      const message = 'the desk could not make a request of it';
      await this.#appendOutcome(operation.id, { name: 'attention', reason: { why: 'failing', times: 0, message } });
      return;
    }
    try {
      await this.#append(operation.id, { name: 'sending', fence: clearance.fence });
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      this.#options.log.error('the disk refused', { code: error.code });
      return; // still queued: the next drain tries again
    }
    const sent = await this.#requests(() =>
      generation === this.#generation ? this.#exchange(operation, clearance, request) : null,
    );
    if (sent === null) await this.#giveBack(operation);
    else await this.#conclude(operation, clearance.fence, sent);
  }

  /** It has not left: it is as it was, its time included, since whoever was never sent is compared with the server's people. */
  #giveBack({ id, changedAt }: Operation): Promise<void> {
    return this.#appendOutcome(id, { name: 'queued' }, { unsent: true, at: changedAt });
  }

  /** Null: it has not left, since the reason to let it go is gone. */
  async #exchange(operation: Operation, clearance: Clearance, request: WriteRequest): Promise<Sent | null> {
    const { connection } = this.#options;
    if (this.#closed || connection.state !== 'online' || connection.isParked(operation.operator.id)) return null;
    const first = await this.#request(operation, request);
    const { outcome } = first;
    const isUnknown = outcome.outcome === 'refused' && outcome.code === NO_SUCH_PERSON;
    const second = operation.intent.kind === 'register' && isUnknown ? this.#build(operation, clearance, 'post') : null;
    return second === null ? first : this.#request(operation, second);
  }

  async #request(operation: Operation, request: WriteRequest): Promise<Sent> {
    const answer = await this.#options.client.write({ ...request, operatorId: operation.operator.id });
    return { answer, outcome: classifyWrite(answersWithId(operation, request), answer) };
  }

  #build(operation: Operation, { carry }: Clearance, step: 'put' | 'post'): WriteRequest | null {
    const { journal, log, readSettings } = this.#options;
    const { encoding, nomail } = readSettings();
    const serverId = operation.intent.kind === 'create' ? null : journal.ledger.serverIdOf(operation.participant);
    try {
      return buildWrite(operation, { serverId, carry, step, encoding, nomail });
    } catch (error) {
      log.error('an operation could not be made a request', describeError(error));
      return null;
    }
  }

  async #conclude(operation: Operation, fence: Fence, { answer, outcome }: Sent): Promise<void> {
    const { connection, onRefused, onParked } = this.#options;
    switch (outcome.outcome) {
      case 'paused':
      case 'retry':
        this.dropClearances();
        // a "come again later" is an answer to the client, and still no time to go on
        if (outcome.outcome === 'retry' && answer.kind === 'response') {
          connection.note({ kind: 'unreachable', problem: { code: 'serverError', detail: outcome.message } });
        }
        break;
      case 'parked':
        connection.park(operation.operator.id);
        break;
      case 'refused':
        onRefused(operation, outcome);
        break;
      case 'accepted':
      case 'uncertain':
    }
    if (answer.kind === 'notSent') await this.#giveBack(operation);
    else await this.#appendOutcome(operation.id, stateAfter(operation, fence, outcome));
    if (outcome.outcome === 'parked') onParked(operation.operator.id);
  }

  /** The answer is known and must not be lost to a full disk: it is written when there is room. A restart makes it uncertain. */
  async #appendOutcome(id: string, state: OperationState, more: Partial<StateRecord> = {}): Promise<void> {
    for (;;) {
      try {
        await this.#append(id, state, more);
        return;
      } catch (error) {
        if (!(error instanceof DiskError) || this.#closed) throw error;
        this.#options.log.error('the disk refused', { code: error.code });
        await wait(this.#options.timers, DISK_RETRY_MS);
      }
    }
  }

  #append(id: string, state: OperationState, more: Partial<StateRecord> = {}): Promise<void> {
    const at = this.#options.clock().toISOString();
    return this.#options.journal.append([{ t: 'state', id, state, at, ...more }]);
  }
}

/** The kind by which the answer is read: whoever is registered under an Id that is known needs none from the answer. */
function answersWithId({ intent, existing }: Operation, { method }: WriteRequest): IntentKind {
  if (intent.kind === 'register' && method === 'POST') return 'create';
  return existing === undefined ? intent.kind : 'register';
}

function stateAfter({ existing }: Operation, fence: Fence, outcome: Outcome): OperationState {
  switch (outcome.outcome) {
    case 'accepted':
      return { name: 'accepted', serverId: existing ?? outcome.serverId };
    case 'refused': {
      const { code, message, http } = outcome;
      return { name: 'attention', reason: { why: 'refused', code, message, http } };
    }
    case 'retry':
    case 'paused':
    case 'parked':
      return { name: 'queued' };
    case 'uncertain':
      return {
        name: 'uncertain',
        fence,
        message: outcome.message,
        ...(outcome.refusal === undefined ? {} : { refusal: outcome.refusal }),
      };
  }
}
