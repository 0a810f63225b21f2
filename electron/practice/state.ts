import type { Change, Profile } from './change.ts';
import type { EventStore } from './event-store.ts';
import { foreignOperatorIds } from './event.ts';
import type { Person } from './people.ts';
import type { Badge, Check, EventInfo, Operator, OrderItem, Participant, Part, Status } from './schemas.ts';
import { toServerTime } from './server-time.ts';
import type { StateFile } from './state-file.ts';

/**
 * The event that is served: the store, what makes its changes durable, and the clock. The routes use `store`, `now` and
 * `commit`; the rest is for tests and demonstrations, which look at the server's truth and play the other desks.
 */
export class PracticeState {
  readonly store: EventStore;
  readonly foreignOperatorIds = foreignOperatorIds;
  readonly #file: StateFile | undefined;
  readonly #clock: () => Date;
  #shiftSeconds = 0;

  constructor(store: EventStore, file: StateFile | undefined, clock: () => Date) {
    this.store = store;
    this.#file = file;
    this.#clock = clock;
  }

  /** The server's time, as it is written on the wire. */
  now(): string {
    return toServerTime(new Date(this.#clock().getTime() + this.#shiftSeconds * 1000));
  }

  /** The server's clock jumps, forwards or, below zero, backwards; what it has written keeps its time. */
  shiftClock(seconds: number): void {
    this.#shiftSeconds += seconds;
  }

  /** Makes a change durable, then visible. */
  commit(change: Change): void {
    this.#file?.append(change);
    this.store.apply(change);
  }

  close(): void {
    this.#file?.close();
  }

  info(): EventInfo {
    return this.store.info;
  }

  operators(): readonly Operator[] {
    return this.store.operators;
  }

  statuses(): readonly Status[] {
    return this.store.statuses;
  }

  parts(): readonly Part[] {
    return this.store.event.parts;
  }

  /** In the order of the feed: by UpdateTime, then Id. */
  participants(): Participant[] {
    return this.store.participants.list();
  }

  participant(id: number): Participant | undefined {
    return this.store.participants.get(id);
  }

  badges(): Badge[] {
    return this.store.badges.list();
  }

  orderItems(): OrderItem[] {
    return this.store.orderItems.list();
  }

  checks(productId: number): Check[] {
    return this.store.checks.get(productId)?.list() ?? [];
  }

  /** Users of RUNET-ID who take no part in the event. */
  strangers(): Person[] {
    return [...this.store.people.values()].filter((person) => this.participant(person.Id) === undefined);
  }

  /** Another desk changes profile fields; an empty text clears one. */
  renameParticipant(id: number, profile: Profile): void {
    this.commit({ ...this.#readRegistration(id), profile });
  }

  /** Another desk saves a participant without a change that shows: only the UpdateTime moves. */
  touchParticipant(id: number): void {
    this.commit(this.#readRegistration(id));
  }

  /** Another desk sets the status of a part; null as the part of an event without parts. */
  setStatusElsewhere(id: number, partId: number | null, statusId: number | null): void {
    const registration = this.#readRegistration(id);
    const statuses = registration.statuses.map((status) =>
      status.PartId === partId ? { PartId: partId, StatusId: statusId } : status,
    );
    this.commit({ ...registration, statuses });
  }

  /** Another desk removes a participant. */
  removeElsewhere(id: number): void {
    this.commit({ kind: 'removed', Id: id, time: this.now() });
  }

  setOperatorPassword(id: number, password: string): void {
    this.commit({ kind: 'operator', Id: id, password });
  }

  removeOperator(id: number): void {
    this.commit({ kind: 'operator', Id: id, password: null });
  }

  setEventTitle(title: string): void {
    this.commit({ kind: 'event', title });
  }

  setStatuses(statuses: readonly Status[]): void {
    this.commit({ kind: 'statuses', statuses: [...statuses] });
  }

  /** An order item is paid, or its payment taken back. */
  setOrderPaid(id: number, paid: boolean): void {
    this.commit({ kind: 'order', Id: id, paid, time: this.now() });
  }

  #readRegistration(id: number): Change & { kind: 'changed' } {
    const participant = this.participant(id);
    if (participant === undefined) throw new Error(`Participant ${id} takes no part in the event`);
    return { kind: 'changed', Id: id, time: this.now(), statuses: participant.Statuses, profile: {} };
  }
}
