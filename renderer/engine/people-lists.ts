/** People picked for a list: whom filters let through, who is on the sheet, whose names are the longest. Work is done in slices. */
import type { BadgeContent } from '../../shared/badge/content.ts';
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import { fullNameOf, type ParticipantView, readField } from '../../shared/operations/view.ts';
import { statusIn } from '../../shared/sync/conflict.ts';
import type { BatchOrder, SheetRow } from './api.ts';
import { contentOfBadge } from './badge.ts';
import type { Clock } from './clock.ts';
import type { Session } from './session.ts';

/** Some milliseconds of work. */
const LOOKED_AT_ONCE = 500;
const LONGEST_TEXT = 500;
/** Names of so many people are looked at for the longest and the shortest. */
const SAMPLED = 20_000;

/** Lets others work in between. */
export async function eachView(
  keys: readonly ParticipantKey[],
  session: Session,
  clock: Pick<Clock, 'after'>,
  visit: (view: ParticipantView) => void,
): Promise<void> {
  let looked = 0;
  for (const key of keys) {
    if ((looked += 1) % LOOKED_AT_ONCE === 0) await new Promise<void>((resolve) => clock.after(0, resolve));
    const view = session.people.viewOf(key);
    if (view !== null) visit(view);
  }
}

/** The status that a badge for this part shows. */
export function badgeStatusOf(view: ParticipantView, partId: number | null, session: Session): number | null {
  return statusIn(view, partId) ?? session.people.topStatus(view);
}

/** Everybody once, in an order in which a person looks through them. */
export async function sortPeople(
  keys: readonly ParticipantKey[],
  order: BatchOrder,
  session: Session,
  clock: Pick<Clock, 'after'>,
): Promise<readonly ParticipantKey[]> {
  const places: { readonly key: ParticipantKey; readonly first: string; readonly name: string }[] = [];
  const priorities = new Map(session.tables?.statuses.map(({ Id, Priority }) => [Id, Priority]));
  const seen = new Set<ParticipantKey>();
  await eachView(keys, session, clock, (view) => {
    if (seen.has(view.key)) return;
    seen.add(view.key);
    places.push({ key: view.key, first: firstBy(order, view), name: fullNameOf(view) });
  });
  const { compare } = new Intl.Collator('ru', { sensitivity: 'base' });
  return places.sort((a, b) => compare(a.first, b.first) || compare(a.name, b.name)).map(({ key }) => key);

  function firstBy(by: BatchOrder, view: ParticipantView): string {
    if (by === 'company') return readField(view, 'Company');
    if (by === 'name') return '';
    const priority = priorities.get(session.people.topStatus(view) ?? NaN) ?? 0;
    return String(1e9 - priority).padStart(12, '0'); // the highest first
  }
}

/** Rows of the list A to Z. */
export async function listSheetRows(
  keys: readonly ParticipantKey[],
  session: Session,
  clock: Pick<Clock, 'after'>,
): Promise<readonly SheetRow[]> {
  const titles = new Map(session.tables?.statuses.map(({ Id, Title }) => [Id, Title]));
  const rows: SheetRow[] = [];
  await eachView(await sortPeople(keys, 'name', session, clock), session, clock, (view) => {
    const read = (name: string): string => readField(view, name).slice(0, LONGEST_TEXT);
    const status = titles.get(session.people.topStatus(view) ?? NaN) ?? '';
    rows.push({
      ...{ last: read('LastName'), first: read('FirstName'), father: read('FatherName'), company: read('Company') },
      status: status.slice(0, LONGEST_TEXT),
    });
  });
  return rows;
}

/** What badges of the event are like: of who has the longest name, the shortest, and one between. */
export async function findSamples(
  keys: readonly ParticipantKey[],
  partId: number | null,
  session: Session,
  clock: Pick<Clock, 'after'>,
): Promise<Readonly<Record<'longest' | 'shortest' | 'usual', BadgeContent | null>>> {
  const lengths: { readonly key: ParticipantKey; readonly length: number }[] = [];
  await eachView(keys.slice(0, SAMPLED), session, clock, (view) => {
    const { length } = fullNameOf(view);
    if (length > 0) lengths.push({ key: view.key, length });
  });
  lengths.sort((a, b) => a.length - b.length);
  const contentOf = (at: number): BadgeContent | null => {
    const key = lengths[at]?.key;
    const view = key === undefined ? null : session.people.viewOf(key);
    return view === null ? null : contentOfBadge(view, partId, badgeStatusOf(view, partId, session), session.tables);
  };
  const last = lengths.length - 1;
  return { longest: contentOf(last), shortest: contentOf(0), usual: contentOf(Math.floor(last / 2)) };
}
