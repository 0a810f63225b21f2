import type { Change, Profile } from './change.ts';
import type { PracticeEvent } from './event.ts';
import { Feed, type Joined } from './feed.ts';
import type { Person } from './people.ts';
import type { Quirks } from './quirks.ts';
import { nameOrderItems } from './quirks/paging.ts';
import { presentOrderItem, presentParticipant } from './quirks/rows.ts';
import {
  type Badge,
  badgeSchema,
  type Check,
  checkSchema,
  type EventInfo,
  type Names,
  type Operator,
  type OrderItem,
  orderItemSchema,
  type Participant,
  participantSchema,
  type PartStatus,
  type Status,
} from './schemas.ts';

/** The event in memory: what the seed made, with the changes applied. `apply` alone changes it. */
export class EventStore {
  readonly event: PracticeEvent;
  readonly participants: Feed<Participant>;
  readonly badges = new Feed<Badge>('Badges', badgeSchema);
  readonly orderItems: Feed<OrderItem>;
  /** By the product's Id. */
  readonly checks: ReadonlyMap<number, Feed<Check>>;
  /** Everybody in RUNET-ID, by Id. */
  readonly people: Map<number, Person>;
  info: EventInfo;
  operators: readonly Operator[];
  statuses: readonly Status[];
  readonly #quirks: Quirks;
  #lastPersonId: number;

  /** @param findOrigin where the server can be reached, for the addresses of photos */
  constructor(event: PracticeEvent, findOrigin: () => string, quirks: Quirks = new Set()) {
    this.event = event;
    this.#quirks = quirks;
    this.info = event.info;
    this.operators = event.operators;
    this.statuses = event.statuses;
    this.people = new Map(event.people.map((person) => [person.Id, person]));
    this.#lastPersonId = event.people.at(-1)?.Id ?? 100_000;
    this.checks = new Map(event.products.map((product) => [product.Id, new Feed<Check>('Checks', checkSchema)]));
    this.participants = new Feed<Participant>('Participants', participantSchema, {
      complete: (row) =>
        this.people.get(row.Id)?.hasPhoto === true ? { ...row, Photo: `${findOrigin()}/photos/${row.Id}.png` } : row,
      present: presentParticipant(quirks),
      joined: joinedWithParts,
    });
    this.orderItems = new Feed<OrderItem>(nameOrderItems(quirks), orderItemSchema, {
      present: presentOrderItem(quirks),
      ...(quirks.has('order-items-by-creation') && { filterTime: makeCreationTimes(event) }),
    });
    this.participants.fill(
      event.participations.map(({ person, statuses, updateTime }) => [
        makeRow(person, statuses, updateTime),
        updateTime,
      ]),
    );
    this.orderItems.fill(event.orders.map(({ item, updateTime }) => [item, updateTime]));
  }

  get nextPersonId(): number {
    return this.#lastPersonId + 1;
  }

  apply(change: Change): void {
    switch (change.kind) {
      case 'created':
      case 'changed': {
        const person = changePerson(this.people.get(change.Id) ?? makeWalkIn(change.Id), change);
        this.people.set(person.Id, person);
        this.#lastPersonId = Math.max(this.#lastPersonId, person.Id);
        this.participants.put(makeRow(person, change.statuses, change.time), change.time);
        return;
      }
      case 'removed':
        this.participants.remove(change.Id);
        return;
      case 'badge':
        this.badges.put(change.badge, change.badge.CreationTime);
        return;
      case 'check':
        this.checks.get(change.productId)?.put(change.check, change.check.CreationTime);
        return;
      case 'order': {
        const item = this.orderItems.get(change.Id);
        if (item === undefined) return;
        this.orderItems.put({ ...item, Paid: change.paid }, change.time);
        if (this.#quirks.has('orders-touch-participants')) this.#touch(item.UserId, change.time);
        return;
      }
      case 'operator':
        this.operators = changeOperator(this.operators, change.Id, change.password);
        return;
      case 'event':
        this.info = { ...this.info, Title: change.title };
        return;
      case 'statuses':
        this.statuses = change.statuses;
        return;
    }
  }

  /** Reference, Paging: «UpdateTime moves on any change of … order items». */
  #touch(id: number, time: string): void {
    const row = this.participants.get(id);
    const person = this.people.get(id);
    if (row !== undefined && person !== undefined) this.participants.put(makeRow(person, row.Statuses, time), time);
  }
}

/** Reference, Orders and checks: «Order is UpdateTime but filter and NextSince use creation time». */
function makeCreationTimes(event: PracticeEvent): (item: OrderItem) => string {
  const times = new Map(event.orders.map(({ item, creationTime }) => [item.Id, creationTime]));
  return (item) => times.get(item.Id) ?? '';
}

/** A person with a change of profile: an absent key stays, an empty text clears. */
export function changePerson(person: Person, change: { profile: Profile; visible?: boolean | undefined }): Person {
  const { profile } = change;
  const email = profile.Email ?? person.Email;
  const phone = profile.Phone ?? person.Phone;
  const position = profile.Position ?? person.Position;
  return {
    Id: person.Id,
    ru: changeNames(person.ru, profile),
    ...(person.en && { en: person.en }),
    ...(email && { Email: email }),
    ...(phone && { Phone: phone }),
    ...(position && { Position: position }),
    hasPhoto: person.hasPhoto,
    visible: change.visible ?? person.visible,
  };
}

function changeNames(names: Names, profile: Profile): Names {
  const fatherName = profile.FatherName ?? names.FatherName;
  const company = profile.Company ?? names.Company;
  return {
    LastName: profile.LastName ?? names.LastName,
    FirstName: profile.FirstName ?? names.FirstName,
    ...(fatherName && { FatherName: fatherName }),
    ...(company && { Company: company }),
  };
}

function makeWalkIn(id: number): Person {
  return { Id: id, ru: { LastName: '', FirstName: '' }, hasPhoto: false, visible: true };
}

/** Reference, Paging: «the SQL limit counted joined user×part rows … the last person could have partial Statuses». */
const joinedWithParts: Joined<Participant> = {
  count: ({ Statuses }) => Math.max(1, Statuses.filter((status) => status.StatusId !== null).length),
  cut: (row, count) => ({
    ...row,
    Statuses: row.Statuses.filter((status) => status.StatusId !== null).slice(0, count),
  }),
};

/** Keys without data are absent, as in the real service. */
function makeRow(person: Person, statuses: PartStatus[], updateTime: string): Participant {
  return {
    Id: person.Id,
    Statuses: statuses,
    Locales: { ru: person.ru, ...(person.en && { en: person.en }) },
    ...(person.Email && { Email: person.Email }),
    ...(person.Phone && { Phone: person.Phone }),
    ...(person.Position && { Position: person.Position }),
    UpdateTime: updateTime,
  };
}

function changeOperator(operators: readonly Operator[], id: number, password: string | null): readonly Operator[] {
  if (password === null) return operators.filter((operator) => operator.Id !== id);
  return operators.map((operator) => (operator.Id === id ? { ...operator, Password: password } : operator));
}
