/**
 * What must be true after a model has healed. Pure: everything that was seen goes in, findings come out.
 *
 *   lost        an operation that a person was told is recorded is not in the journal, or is done without an effect on the server; or
 *               a badge that came out has no operation
 *   twice       one registration made two people, or one desk's badges of a person and part are more than its badge operations
 *   wrongClaim  an operation holds a row for its own that another one made, or two hold the same
 *   ghost       a registration was taken back as never sent, and the server has the person
 *   stuck       an operation is neither done, nor withdrawn, nor in attention
 *   view        a desk shows somebody otherwise than the server has them, or knows somebody whom the server does not have
 *   fell        a desk's process ended by itself
 *
 * Who made a row is known from the ledger (server.ts): a person's mark names the registration, a badge's request came from one
 * desk. By design an operation in attention is a person's to settle: what it may have done is nobody's loss. Nor is it a wrong claim
 * what decision 0009 says that nobody can tell (`findUntellable`).
 */
import type { Operation, ParticipantKey } from '../../shared/operations/operation.ts';
import type { JournalRead, Shown } from './contract.ts';
import { type EventHistory, type MadeBadge, readHistory } from './history.ts';
import type { Write } from './server.ts';

export type FindingKind = 'lost' | 'twice' | 'wrongClaim' | 'ghost' | 'stuck' | 'view' | 'fell';

export interface Finding {
  readonly kind: FindingKind;
  readonly desk: number | null;
  readonly text: string;
}

/** An operation that a person at the desk was told is recorded. */
export interface Promised {
  readonly id: string;
  /** So many writes had reached the server then. */
  readonly after: number;
}

export interface DeskEvidence {
  readonly fell: boolean;
  /** Login of its operator; two desks may share one. */
  readonly operator: string;
  /** How often its window was opened. */
  readonly openings: number;
  readonly promised: readonly Promised[];
  /** Ids of print jobs that were told to have come out. */
  readonly printed: readonly string[];
  /** What people settled, by operation: why it was in attention and what they took. */
  readonly decisions: ReadonlyMap<string, readonly string[]>;
  readonly operations: readonly Operation[];
  readonly jobs: JournalRead['jobs'];
  /** Null: it fell, and shows nothing. */
  readonly view: View | null;
}

export interface View {
  /** By the server's Id: everybody whom the server has or ever had. */
  readonly shown: ReadonlyMap<number, Shown | null>;
  /** People whom the desk has of the server. */
  readonly people: number;
}

export interface Evidence {
  readonly desks: readonly DeskEvidence[];
  readonly writes: readonly Write[];
  /** Everybody as the server had them at the beginning, and as it has them now. */
  readonly before: ReadonlyMap<number, Shown>;
  readonly now: ReadonlyMap<number, Shown>;
}

/** @returns nothing when all is well */
export function check(evidence: Evidence): readonly Finding[] {
  const history = readHistory(evidence.before, evidence.writes);
  const untellable = findUntellable(evidence.desks, history);
  return [
    ...evidence.desks.flatMap((desk, index) => [
      ...checkLife(desk, index),
      ...checkEffects(desk, index, history, untellable),
      ...checkBadgeCount(desk, index, history),
      ...(desk.view === null ? [] : checkView(desk.view, index, evidence.now)),
    ]),
    ...checkPeopleOnce(history, evidence.desks),
    ...checkClaimsOnce(evidence.desks, untellable),
  ];
}

/** What decision 0009 says that nobody can tell. @returns the ids of the operations that hold another's row */
function findUntellable(desks: readonly DeskEvidence[], history: EventHistory): ReadonlySet<string> {
  const samePeople = desks.flatMap(({ operations, decisions }) =>
    operations.filter((operation) => !decisions.has(operation.id) && isSamePerson(operation, operations, history)),
  );
  return new Set([...findSharedBadges(desks, history), ...samePeople.map(({ id }) => id)]);
}

/**
 * A registration that never arrived, and another desk's of the same email and name that did: the same person, whoever sent it. An
 * address that somebody at the event has is free when they are removed.
 */
function isSamePerson(operation: Operation, operations: readonly Operation[], history: EventHistory): boolean {
  const { intent, state } = operation;
  if (intent.kind !== 'create' || state.name !== 'done' || state.serverId === null) return false;
  const { LastName = '', FirstName = '', Email = '' } = intent.fields;
  if (Email === '' || history.created.has(markIn(operation) ?? '')) return false;
  const holders = operations.filter((other) => {
    return other.intent.kind === 'create' && other.state.name === 'done' && other.state.serverId === state.serverId;
  });
  return holders.length === 1 && history.hadProfile(state.serverId, { LastName, FirstName, Email });
}

/**
 * Badges that a desk took for its own and that the other desk of the same operator made, for the same person and part, while its
 * own never arrived: the desk had not seen before that the operator is shared, which can be so once after each opening.
 */
function findSharedBadges(desks: readonly DeskEvidence[], history: EventHistory): readonly string[] {
  const found = desks.flatMap(({ operations, operator, openings, decisions }, desk) => {
    const ids = idsOf(operations);
    const held = new Set(operations.map(({ state }) => (state.name === 'done' ? state.serverId : null)));
    const isUntellable = ({ id, intent, participant, state }: Operation): boolean => {
      const row = state.name === 'done' ? history.badges.get(state.serverId ?? 0) : undefined;
      if (intent.kind !== 'badge' || row === undefined || row.desk === null || decisions.has(id)) return false;
      const isAlike = (badge: MadeBadge) => badge.userId === ids(participant) && badge.partId === intent.partId;
      if (row.desk === desk || desks[row.desk]?.operator !== operator || !isAlike(row)) return false;
      return ![...history.badges.values()].some((own) => own.desk === desk && isAlike(own) && !held.has(own.id));
    };
    return operations.filter(isUntellable).slice(0, openings);
  });
  return found.map(({ id }) => id);
}

function checkLife({ fell, promised, printed, operations, jobs }: DeskEvidence, desk: number): Finding[] {
  const known = new Map(operations.map((operation) => [operation.id, operation]));
  const findings: Finding[] = fell ? [{ kind: 'fell', desk, text: 'the process ended by itself' }] : [];
  for (const { id } of promised) {
    if (!known.has(id)) findings.push({ kind: 'lost', desk, text: `${id} was recorded and is not in the journal` });
  }
  for (const id of printed) {
    const job = jobs.find((one) => one.id === id);
    if (job?.state === 'printed' && known.has(job.badge)) continue;
    findings.push({ kind: 'lost', desk, text: `badge ${id} came out, and is ${JSON.stringify(job)} in the journal` });
  }
  for (const operation of operations) {
    const { name } = operation.state;
    if (name !== 'done' && name !== 'withdrawn' && name !== 'attention') {
      findings.push({ kind: 'stuck', desk, text: describe(operation) });
    }
  }
  return findings;
}

function checkEffects(
  { operations, promised, decisions }: DeskEvidence,
  desk: number,
  history: EventHistory,
  untellable: ReadonlySet<string>,
): Finding[] {
  const ids = idsOf(operations);
  const after = new Map(promised.map((one) => [one.id, one.after]));
  const findings: Finding[] = [];
  for (const operation of operations) {
    const person = ids(operation.participant);
    if (operation.state.name === 'done') {
      if (usesExisting(decisions, operation) || untellable.has(operation.id)) continue;
      const wrong = findWrong(operation, person, after.get(operation.id) ?? 0, desk, history);
      if (wrong === null) continue;
      const settled = decisions.get(operation.id)?.join() ?? '';
      findings.push({ ...wrong, desk, text: `${describe(operation)} [${settled}]: ${wrong.text}` });
    } else if (operation.state.name === 'withdrawn' && operation.state.because === 'undone') {
      const mark = markIn(operation);
      if (mark !== null && history.created.has(mark)) {
        findings.push({ kind: 'ghost', desk, text: `${describe(operation)}: it was made all the same` });
      }
    }
  }
  return findings;
}

/** A person said: that is somebody who is there already. */
function usesExisting(decisions: DeskEvidence['decisions'], { id }: Operation): boolean {
  return decisions.get(id)?.some((decision) => decision.endsWith('existing')) ?? false;
}

/** Why an operation that is done is not done, or not by itself. */
function findWrong(
  operation: Operation,
  person: number | null,
  after: number,
  desk: number,
  history: EventHistory,
): Pick<Finding, 'kind' | 'text'> | null {
  const { intent, state } = operation;
  const serverId = state.name === 'done' ? state.serverId : null;
  if (person === null) return { kind: 'lost', text: 'nobody knows whose it is' };
  switch (intent.kind) {
    case 'create': {
      if (operation.existing !== undefined && operation.existing === serverId) return null;
      const made = history.created.get(markIn(operation) ?? '') ?? [];
      if (made.length === 0 && serverId === null) return { kind: 'lost', text: 'nobody was created' };
      if (serverId !== null && made.includes(serverId)) return null;
      return { kind: 'wrongClaim', text: `it holds ${String(serverId)}, and made ${made.join()}` };
    }
    case 'badge': {
      const row = serverId === null ? undefined : history.badges.get(serverId);
      if (row === undefined) return { kind: 'lost', text: 'there is no such badge' };
      const own = row.desk === desk && row.userId === person && row.partId === intent.partId;
      return own ? null : { kind: 'wrongClaim', text: `badge ${row.id} is of desk ${String(row.desk)}` };
    }
    case 'status':
      return history.hadStatus(person, intent.partId, intent.set, after)
        ? null
        : { kind: 'lost', text: `${person} never had that status` };
    case 'profile':
      return history.hadProfile(person, intent.set) ? null : { kind: 'lost', text: `${person} never had these values` };
    case 'remove':
      return history.wasGone(person, after) ? null : { kind: 'lost', text: `${person} was never removed` };
    case 'register':
      return history.wasThere(person, after) ? null : { kind: 'lost', text: `${person} was never registered` };
  }
}

function checkBadgeCount({ operations, decisions }: DeskEvidence, desk: number, history: EventHistory): Finding[] {
  const ids = idsOf(operations);
  const sent = new Map<string, Operation[]>();
  for (const operation of operations) {
    const { intent, participant, tries } = operation;
    if (intent.kind !== 'badge' || tries === 0) continue;
    const thing = `${String(ids(participant))} ${String(intent.partId)}`;
    sent.set(thing, [...(sent.get(thing) ?? []), operation]);
  }
  const made = new Map<string, MadeBadge[]>();
  for (const badge of history.badges.values()) {
    if (badge.desk !== desk) continue;
    const thing = `${badge.userId} ${String(badge.partId)}`;
    made.set(thing, [...(made.get(thing) ?? []), badge]);
  }
  return [...made].flatMap(([thing, badges]): Finding[] => {
    const by = sent.get(thing) ?? [];
    if (badges.length <= by.length) return [];
    const rows = badges.map(({ id, at, cutFor }) => `${id} at ${at} ms, its line cut for ${cutFor} ms`).join(', ');
    const told = by.map((operation) => `${describe(operation)} [${decisions.get(operation.id)?.join() ?? ''}]`);
    return [{ kind: 'twice', desk, text: `badges of ${thing}: ${rows}; by ${by.length}: ${told.join('; ')}` }];
  });
}

function checkPeopleOnce({ created }: EventHistory, desks: readonly DeskEvidence[]): Finding[] {
  return [...created].flatMap(([mark, people]): Finding[] => {
    if (people.length < 2) return [];
    const told = desks.flatMap(({ operations, decisions }) =>
      operations
        .filter((operation) => markIn(operation) === mark)
        .map((operation) => `${describe(operation)} [${decisions.get(operation.id)?.join() ?? ''}]`),
    );
    return [{ kind: 'twice', desk: null, text: `${mark} is there as ${people.join()}: ${told.join('; ')}` }];
  });
}

/** A row is one operation's: over all desks. */
function checkClaimsOnce(desks: readonly DeskEvidence[], untellable: ReadonlySet<string>): Finding[] {
  const holders = new Map<string, string>();
  const findings: Finding[] = [];
  desks.forEach(({ operations, decisions }, desk) => {
    for (const operation of operations) {
      const { intent, state } = operation;
      if ((intent.kind !== 'create' && intent.kind !== 'badge') || state.name !== 'done') continue;
      if (untellable.has(operation.id)) continue;
      if (operation.existing !== undefined || usesExisting(decisions, operation)) continue; // a person of RUNET-ID is registered, not made
      const row = `${intent.kind} ${String(state.serverId)}`;
      const holder = holders.get(row);
      if (holder !== undefined) findings.push({ kind: 'wrongClaim', desk, text: `${row}: ${operation.id}, ${holder}` });
      holders.set(row, operation.id);
    }
  });
  return findings;
}

/** Whether a desk shows everybody as the server has them now. */
export function checkView({ shown, people }: View, desk: number, now: Evidence['now']): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [id, seen] of shown) {
    const [shows, has] = [JSON.stringify(seen), JSON.stringify(now.get(id) ?? null)];
    if (shows !== has) findings.push({ kind: 'view', desk, text: `${id} is shown as ${shows}, and is ${has}` });
  }
  if (people !== now.size) findings.push({ kind: 'view', desk, text: `it has ${people} people of ${now.size}` });
  return findings;
}

/** The server's Id of a person by any key that this desk has used for them. */
function idsOf(operations: readonly Operation[]): (key: ParticipantKey) => number | null {
  const local = new Map<string, number>();
  for (const { participant, intent, state, id } of operations) {
    if (intent.kind !== 'create' || (state.name !== 'done' && state.name !== 'accepted')) continue;
    if (state.serverId === null) continue;
    local.set(participant, state.serverId);
    local.set(`local:${id}`, state.serverId);
  }
  return (key) => (key.startsWith('id:') ? Number(key.slice(3)) : (local.get(key) ?? null));
}

/** The mark of the guest whom a registration is about (people.ts). */
export function markIn({ intent }: Pick<Operation, 'intent'>): string | null {
  const mark = intent.kind === 'create' ? intent.fields['Position'] : undefined;
  return typeof mark === 'string' ? mark : null;
}

function describe({ id, participant, intent, state, tries }: Operation): string {
  return `${id} ${participant} ${JSON.stringify(intent)} ${JSON.stringify(state)} tries ${tries}`;
}
