/** Rows of the feeds as real servers wrote them. What is kept is the document's; only the text on the wire differs. */
import { pickQuirks, type Quirk, type Quirks } from '../quirks.ts';
import type { OrderItem, Participant } from '../schemas.ts';

type Json = Readonly<Record<string, unknown>>;
/** Gets what the quirks before it have made of the row. */
type RowQuirk<Row> = (json: Json, row: Row) => Json;

const participantQuirks: Partial<Record<Quirk, RowQuirk<Participant>>> = {
  'statuses-existing-only': dropMissingStatuses,
  'flat-names': flattenNames,
  'external-ids': addExternalId,
};

const orderItemQuirks: Partial<Record<Quirk, RowQuirk<OrderItem>>> = {
  'discount-text': writeDiscount,
  'paid-time-null': clearPaidTime,
};

/** A participant for the wire. */
export function presentParticipant(quirks: Quirks): (row: Participant) => unknown {
  return present(pickQuirks(participantQuirks, quirks));
}

/** An order item for the wire. */
export function presentOrderItem(quirks: Quirks): (row: OrderItem) => unknown {
  return present(pickQuirks(orderItemQuirks, quirks));
}

function present<Row extends Json>(bends: readonly RowQuirk<Row>[]): (row: Row) => unknown {
  return (row) => bends.reduce<Json>((json, bend) => bend(json, row), row);
}

/** Reference, Participants: «Statuses held only existing rows: a missing part means no status; null was never emitted». */
function dropMissingStatuses(json: Json, row: Participant): Json {
  return { ...json, Statuses: row.Statuses.filter((status) => status.StatusId !== null) };
}

/** Reference, What the document leaves open: «Locales may be missing and any field may be flat». */
function flattenNames(json: Json, row: Participant): Json {
  return { ...json, Locales: undefined, ...row.Locales.ru };
}

/** Reference, Participants: «ExternalId only for events with an external account». */
function addExternalId(json: Json, row: Participant): Json {
  return { ...json, ExternalId: `guest-${row.Id}` };
}

/** Reference, Orders and checks: «Discount: … late: a string ("50%", "500 руб.")». */
function writeDiscount(json: Json, row: OrderItem): Json {
  return { ...json, Discount: row.Id % 2 === 0 ? `${row.Discount}%` : `${row.Discount * 5} руб.` };
}

/** Reference, Orders and checks: «PaidTime may be null». */
function clearPaidTime(json: Json, row: OrderItem): Json {
  return row.Paid ? json : { ...json, PaidTime: null };
}
