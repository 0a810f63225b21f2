/** Whose badge is looked at: a sample, or a person of the event; under which status, part and products. */
import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import type { BadgeContent } from '../../../shared/badge/content.ts';
import type { ParticipantKey } from '../../../shared/operations/operation.ts';
import type { Tables } from '../../../shared/ruvents/tables.ts';
import { useDesk } from '../state/desk.ts';
import { readEngine, useEngine } from '../state/engine.ts';
import { useStation } from '../state/station.ts';
import { findSample, nameContent, stampContent, type SampleName } from './state/samples.ts';

export interface Person {
  readonly key: ParticipantKey;
  readonly name: string;
  readonly content: BadgeContent;
}

interface Looking {
  readonly sample: SampleName;
  /** Null: a sample. */
  readonly person: Person | null;
  /** Null: as the person has it, or as the event's first one for a sample. -1: none. */
  readonly statusId: number | null;
  readonly partId: number | null;
  readonly productId: number | null;
}

export const useLooking = create<Looking>()(() => ({
  sample: 'usual',
  person: null,
  statusId: null,
  partId: null,
  productId: null,
}));

type Extremes = Awaited<ReturnType<NonNullable<ReturnType<typeof readEngine>>['badgeSamples']>>;

/** What the badge says that is looked at. */
export function useLookedAt(): BadgeContent {
  const { sample, person, statusId, partId, productId } = useLooking();
  const tables = useEngine((state) => state.tables);
  const operator = useStation((state) => state.station?.session.operator?.Login ?? '');
  const extremes = useExtremes();
  return useMemo(() => {
    const own = sample === 'longest' || sample === 'shortest' || sample === 'usual' ? extremes?.[sample] : null;
    const base = person?.content ?? own ?? findSample(sample);
    const real = person !== null || (own !== null && own !== undefined);
    return stampContent(base, {
      status: chooseStatus(base, real, statusId, tables),
      part: partId === null ? (real ? base.part : (tables?.parts[0]?.Title ?? null)) : titleOf(tables?.parts, partId),
      products:
        productId === null ? base.products : [titleOf(tables?.products, productId) ?? ''].filter((one) => one !== ''),
      event: tables?.event.Title ?? base.event,
      operator: base.operator === '' ? operator : base.operator,
    });
  }, [sample, person, statusId, partId, productId, tables, operator, extremes]);
}

function chooseStatus(
  base: BadgeContent,
  real: boolean,
  id: number | null,
  tables: Tables | null,
): BadgeContent['status'] {
  const statuses = tables?.statuses ?? [];
  const wanted = id === null ? (real ? undefined : statuses[0]) : statuses.find((status) => status.Id === id);
  if (wanted !== undefined) return { title: wanted.Title, color: wanted.Color };
  return id === null ? base.status : null;
}

function titleOf(
  rows: readonly { readonly Id: number; readonly Title: string }[] | undefined,
  id: number,
): string | null {
  return rows?.find((row) => row.Id === id)?.Title ?? null;
}

/** The longest and the shortest name of who is in the event. */
function useExtremes(): Extremes | null {
  const [extremes, setExtremes] = useState<Extremes | null>(null);
  const phase = useEngine((state) => state.phase);
  useEffect(() => {
    let wanted = true;
    const engine = phase === 'open' ? readEngine() : null;
    void engine
      ?.badgeSamples(null)
      .then((found) => {
        if (wanted) setExtremes(found);
      })
      .catch(() => undefined); // the made-up ones stand in
    return () => {
      wanted = false;
    };
  }, [phase]);
  return extremes;
}

const MOST_FOUND = 12;

/** People whom a text finds, by the desk's own search; the desk's list stays as it is. */
export async function findPeople(text: string): Promise<readonly Person[]> {
  const engine = readEngine();
  if (engine === null) return [];
  const keys = (await engine.whom({ text })).slice(0, MOST_FOUND);
  const found = await Promise.all(keys.map(async (key) => readPerson(key)));
  return found.flatMap((person) => (person === null ? [] : [person]));
}

async function readPerson(key: ParticipantKey): Promise<Person | null> {
  const content = await readEngine()?.badgeContent(key, null);
  return content === null || content === undefined ? null : { key, name: nameContent(content), content };
}

/** Whoever is open on the desk. */
export async function lookAtOpen(): Promise<void> {
  const key = useDesk.getState().view?.key;
  const person = key === undefined ? null : await readPerson(key);
  if (person !== null) useLooking.setState({ person });
}
