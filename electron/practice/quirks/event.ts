/** Events as real ones were: their tables, and how people came into them. */
import type { PracticeEvent } from '../event.ts';
import { pickQuirks, type Quirk, type Quirks } from '../quirks.ts';
import type { FieldRules } from '../schemas.ts';

type EventQuirk = (event: PracticeEvent) => PracticeEvent;

const eventQuirks: Partial<Record<Quirk, EventQuirk>> = {
  'crowded-second': importTogether,
  'unlisted-status': giveUnlistedStatuses,
  'color-null': takeColors,
  'manager-class-names': nameManagersByClass,
};

export function bendEvent(event: PracticeEvent, quirks: Quirks): PracticeEvent {
  return pickQuirks(eventQuirks, quirks).reduce((bent, bend) => bend(bent), event);
}

const imported = 1300;

/** Reference, Paging: «More than limit rows in one second means an endless loop for a naive client». */
function importTogether(event: PracticeEvent): PracticeEvent {
  const moment = event.participations[0]?.updateTime;
  if (moment === undefined) return event;
  const participations = event.participations.map((one, index) =>
    index < imported ? { ...one, updateTime: moment } : one,
  );
  return { ...event, participations };
}

const unlistedStatus = 77;

/** Reference, Event data: «A participant may carry a StatusId that is not in /event/statuses». */
function giveUnlistedStatuses(event: PracticeEvent): PracticeEvent {
  const participations = event.participations.map((one, index) => {
    if (index % 40 !== 0) return one;
    const statuses = one.statuses.map((status) =>
      status.StatusId === null ? status : { ...status, StatusId: unlistedStatus },
    );
    return { ...one, statuses };
  });
  return { ...event, participations };
}

/**
 * The fields as they are told; by which a write is judged stays the same, a blank Email among them.
 * Reference, Participants: «Email required; Position, Phone optional. No format key».
 */
export function presentFields(fields: FieldRules, quirks: Quirks): FieldRules {
  if (!quirks.has('fields-of-2015')) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type, required, hasLocales }]) => [
      name,
      { type, required: name === 'Email' || required === true, hasLocales: hasLocales === true },
    ]),
  );
}

/** Reference, Event data: «Color may be null». */
function takeColors(event: PracticeEvent): PracticeEvent {
  return { ...event, statuses: event.statuses.map((status) => ({ ...status, Color: null })) };
}

/** Reference, Event data: «Product Manager values are class names such as EventProductManager … Ticket». */
function nameManagersByClass(event: PracticeEvent): PracticeEvent {
  const products = event.products.map((product, index) => ({
    ...product,
    Manager: index === 0 ? 'Ticket' : `${product.Manager}ProductManager`,
  }));
  return { ...event, products };
}
