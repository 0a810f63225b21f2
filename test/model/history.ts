/** What the event went through, read from the ledger of writes: who made which row, and which values there ever were. Pure. */
import type { Profile } from '../../electron/practice/change.ts';
import type { FieldValues } from '../../shared/operations/operation.ts';
import { sameValue } from '../../shared/sync/conflict.ts';
import type { Shown } from './contract.ts';
import type { Write } from './server.ts';

export interface MadeBadge {
  readonly id: number;
  readonly desk: number | null;
  readonly userId: number;
  readonly partId: number | null;
  /** As `Write` has them. */
  readonly at: number;
  readonly cutFor: number;
}

export interface EventHistory {
  /** Ids of the people whom registrations made, by the guest's mark. */
  readonly created: ReadonlyMap<string, readonly number[]>;
  readonly badges: ReadonlyMap<number, MadeBadge>;
  /** `after`: at that many writes, or at any later time. */
  hadStatus(person: number, partId: number | null, statusId: number | null, after: number): boolean;
  /** At any time. */
  hadProfile(person: number, values: FieldValues): boolean;
  wasGone(person: number, after: number): boolean;
  wasThere(person: number, after: number): boolean;
}

/** A person from one write on, until the next moment. */
interface Moment {
  /** Writes before it. */
  readonly at: number;
  /** Null: they take no part. */
  readonly statuses: Shown['statuses'] | null;
}

export function readHistory(before: ReadonlyMap<number, Shown>, writes: readonly Write[]): EventHistory {
  const moments = new Map<number, Moment[]>();
  const profiles = new Map<number, Profile[]>();
  const created = new Map<string, number[]>();
  const badges = new Map<number, MadeBadge>();
  for (const [id, { statuses }] of before) moments.set(id, [{ at: -1, statuses }]);

  const add = <T>(map: Map<number, T[]>, id: number, one: T): void => {
    const list = map.get(id);
    if (list === undefined) map.set(id, [one]);
    else list.push(one);
  };
  writes.forEach(({ desk, changes, method, path, status, body, at: reached, cutFor }, at) => {
    for (const change of changes) {
      if (change.kind === 'created' || change.kind === 'changed') {
        const statuses = change.statuses.map(({ PartId, StatusId }) => [PartId, StatusId] as const);
        add(moments, change.Id, { at, statuses });
        add(profiles, change.Id, change.profile);
      }
      if (change.kind === 'created') {
        const mark = change.profile.Position ?? '';
        created.set(mark, [...(created.get(mark) ?? []), change.Id]);
      }
      if (change.kind === 'removed') add(moments, change.Id, { at, statuses: null });
      if (change.kind === 'badge') {
        const { Id: id, UserId: userId, PartId: partId } = change.badge;
        badges.set(id, { id, desk, userId, partId, at: reached, cutFor });
      }
    }
    // the same values again change nothing, and are there all the same
    const changed = /^\/participants\/(\d+)$/.exec(path);
    if (method === 'PUT' && changed !== null && status === 200) {
      add(profiles, Number(changed[1]), readProfile(body));
    }
  });

  /** From what held at `after` on. */
  const since = (person: number, after: number): readonly Moment[] => {
    const all = moments.get(person) ?? [];
    const first = all.findLastIndex((moment) => moment.at < after);
    return all.slice(Math.max(0, first));
  };
  return {
    created,
    badges,
    hadStatus: (person, partId, statusId, after) =>
      since(person, after).some(({ statuses }) => {
        const status = statuses?.find(([part]) => part === partId)?.[1] ?? null;
        return status === statusId;
      }),
    hadProfile: (person, values) =>
      Object.entries(values).every(([name, value]) =>
        (profiles.get(person) ?? []).some((profile) => {
          const given = profile[name as keyof Profile];
          return given !== undefined && sameValue(given, value);
        }),
      ),
    wasGone: (person, after) => {
      const held = since(person, after);
      return held.length === 0 || held.some(({ statuses }) => statuses === null);
    },
    wasThere: (person, after) => since(person, after).some(({ statuses }) => statuses !== null),
  };
}

function readProfile(body: string): Profile {
  return JSON.parse(body) as Profile;
}
