import { type Chance, makeChance } from './chance.ts';
import type { EventShape } from './options.ts';
import { makePerson, type Person } from './people.ts';
import type {
  BadgeTemplate,
  EventInfo,
  FieldRules,
  Operator,
  OrderItem,
  Part,
  PartStatus,
  Product,
  Status,
} from './schemas.ts';
import { formatServerTime } from './server-time.ts';

/** A made-up event as it stands when the doors open. */
export interface PracticeEvent {
  readonly info: EventInfo;
  readonly hash: string;
  readonly operators: readonly Operator[];
  readonly statuses: readonly Status[];
  readonly parts: readonly Part[];
  readonly products: readonly Product[];
  readonly badgeTemplates: readonly BadgeTemplate[];
  readonly fields: FieldRules;
  /** Everybody in RUNET-ID: those who take part, and some hundreds who do not. */
  readonly people: readonly Person[];
  readonly participations: readonly Participation[];
  readonly orders: readonly Order[];
}

export interface Participation {
  readonly person: Person;
  readonly statuses: PartStatus[];
  readonly updateTime: string;
}

/** An order item and the times of its creation and last change, which order its feed; the wire shows neither. */
export interface Order {
  readonly item: OrderItem;
  readonly creationTime: string;
  readonly updateTime: string;
}

/** Operators of another event of the same service: to the API they exist, but not here (104). */
export const foreignOperatorIds: readonly number[] = [901, 902];

const strangers = 300;
const registrationSeconds = 30 * 86_400;
const hashLetters = 'abcdefghijkmnpqrstuvwxyz23456789';

const statuses: readonly Status[] = [
  { Id: 4, Title: 'Волонтёр', Color: '#2e7d32', Priority: 40 },
  { Id: 6, Title: 'Организатор', Color: '#ff0000', Priority: 90 },
  { Id: 2, Title: 'Партнёр', Color: '#6a1b9a', Priority: 60 },
  { Id: 5, Title: 'Пресса', Color: '#ef6c00', Priority: 50 },
  { Id: 3, Title: 'Спикер', Color: '#1565c0', Priority: 80 },
  { Id: 1, Title: 'Участник', Color: '#000000', Priority: 30 },
  { Id: 24, Title: 'Участник онлайн', Color: null, Priority: 10 },
];

/** Each status Id as often as it is met among a hundred people. */
const statusShares: readonly (readonly [id: number, share: number])[] = [
  [1, 72],
  [3, 7],
  [2, 6],
  [5, 4],
  [24, 5],
  [4, 3],
  [6, 3],
];

const products: readonly [Product, ...Product[]] = [
  { Id: 1, Manager: 'Event', Title: 'Участие в мероприятии', Price: 3000 },
  { Id: 2, Manager: 'Food', Title: 'Питание на мероприятии', Price: 500 },
  { Id: 3, Manager: 'Room', Title: 'Проживание', Price: 7000 },
];

const fields: FieldRules = {
  LastName: { type: 'string', required: true, hasLocales: true },
  FirstName: { type: 'string', required: true, hasLocales: true },
  FatherName: { type: 'string', required: false, hasLocales: true },
  Company: { type: 'string', required: false, hasLocales: true },
  Position: { type: 'string', required: false, hasLocales: false },
  Email: { type: 'string', format: 'email', required: false, hasLocales: false },
  Phone: { type: 'string', pattern: '^\\+?[0-9 ()-]{5,25}$', required: false, hasLocales: false },
};

/**
 * Makes the event of a seed: the same arguments give the same event, byte for byte.
 * @param now seconds since 1970 UTC; nobody was registered or changed after it
 */
export function makeEvent(shape: EventShape, now: number): PracticeEvent {
  const parts = makeParts(shape.parts);
  const people = makePeople(shape);
  const participants = people.slice(0, shape.participants);
  return {
    info: {
      Id: 700_000 + (shape.seed % 100_000),
      IdName: `practice${shape.seed}`,
      Title: 'Учебное мероприятие',
      Description: 'Вымышленное мероприятие для обучения и проверки: ни людей, ни заказов на самом деле нет.',
    },
    hash: makeHash(makeChance(shape.seed, 'hash')),
    operators: makeOperators(makeChance(shape.seed, 'operators')),
    statuses,
    parts,
    products,
    badgeTemplates: [{ Id: 1, Title: 'Бейдж участника', Template: '<b>{LASTNAME} {FIRSTNAME}</b><br>{COMPANY}' }],
    fields,
    people,
    participations: makeParticipations(makeChance(shape.seed, 'participations'), participants, parts, now),
    orders: makeOrders(makeChance(shape.seed, 'orders'), participants, now),
  };
}

function makeHash(chance: Chance): string {
  return Array.from({ length: 25 }, () => hashLetters.charAt(chance.below(hashLetters.length))).join('');
}

function makeOperators(chance: Chance): readonly Operator[] {
  return [1, 2, 3, 4, 5].map((number) => ({
    Id: 322 + number,
    Login: `op${number}`,
    Password: Array.from({ length: 5 }, () => String(1 + chance.below(9))).join(''),
    Role: number === 1 ? 'Admin' : 'Operator',
  }));
}

function makeParts(count: number): readonly Part[] {
  return Array.from({ length: count }, (_, index) => ({
    Id: index + 1,
    Title: `Поток ${index + 1}`,
    Order: index + 1,
  }));
}

function makePeople(shape: EventShape): Person[] {
  const chance = makeChance(shape.seed, 'people');
  let id = 100_000;
  return Array.from({ length: shape.participants + strangers }, (_, index) => {
    id += 1 + chance.below(4);
    return makePerson(chance, index, id);
  });
}

function makeParticipations(
  chance: Chance,
  people: readonly Person[],
  parts: readonly Part[],
  now: number,
): Participation[] {
  let moment = now;
  return people.map((person) => {
    // Now and then two people share a second, as they do when somebody imports a list.
    if (!chance.happens(0.02)) moment = now - chance.below(registrationSeconds);
    return { person, statuses: drawStatuses(chance, parts), updateTime: formatServerTime(moment) };
  });
}

function drawStatuses(chance: Chance, parts: readonly Part[]): PartStatus[] {
  // A person without any status has shown some activity all the same, says the document, and is listed.
  const StatusId = chance.happens(0.015) ? null : drawStatus(chance);
  if (parts.length === 0) return [{ PartId: null, StatusId }];
  const first = chance.below(parts.length);
  return parts.map((part, index) => ({
    PartId: part.Id,
    StatusId: index === first || chance.happens(0.6) ? StatusId : null,
  }));
}

function drawStatus(chance: Chance): number {
  let draw = chance.below(100);
  for (const [id, share] of statusShares) {
    if (draw < share) return id;
    draw -= share;
  }
  return 1;
}

function makeOrders(chance: Chance, people: readonly Person[], now: number): Order[] {
  const orders: Order[] = [];
  let id = 500_000;
  for (const person of people) {
    if (!chance.happens(0.35)) continue;
    const bought = chance.happens(0.3) ? products.slice(0, 2) : [chance.pick(products)];
    for (const product of bought) {
      id += 1 + chance.below(3);
      orders.push(makeOrder(chance, id, person.Id, product.Id, now));
    }
  }
  return orders;
}

function makeOrder(chance: Chance, id: number, userId: number, productId: number, now: number): Order {
  const isFree = chance.happens(0.15);
  const discount = isFree ? 100 : chance.pick([0, 0, 0, 10, 25, 50]);
  const paidAt = now - chance.below(registrationSeconds);
  // A refunded item stays in the feed with the time at which it had been paid.
  const isRefunded = chance.happens(0.03);
  const changedAt = isRefunded ? Math.min(now, paidAt + chance.below(3 * 86_400)) : paidAt;
  return {
    item: {
      Id: id,
      UserId: userId,
      ProductId: productId,
      Paid: !isRefunded,
      PaidTime: formatServerTime(paidAt),
      Discount: discount,
      PromoCode: discount > 0 ? `PROMO${String(chance.below(10_000)).padStart(4, '0')}` : null,
      PayType: isFree ? 'promo' : chance.pick(['individual', 'juridical']),
    },
    creationTime: formatServerTime(paidAt - 3600),
    updateTime: formatServerTime(changedAt),
  };
}
