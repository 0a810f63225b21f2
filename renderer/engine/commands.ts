/**
 * Commands of an operator: each becomes an operation with the values that were seen, and is done when the journal has it on disk
 * (design, invariant 1). Nothing here waits for the network.
 */
import type { Answered } from '../../shared/contract/client.ts';
import {
  type Intent,
  keyOfId,
  type NewOperation,
  type Operation,
  type ParticipantKey,
} from '../../shared/operations/operation.ts';
import { emailOf, fullNameOf, type ParticipantView } from '../../shared/operations/view.ts';
import type { PartStatus, Scalar } from '../../shared/ruvents/rows.ts';
import { profileValue, sameValue, statusIn } from '../../shared/sync/conflict.ts';
import type { Recorded } from './api.ts';
import type { Session } from './session.ts';

const GONE: Recorded = { ok: false, code: 'notFound', detail: '' };

export interface Commands {
  setStatus(key: ParticipantKey, partId: number | null, statusId: number | null): Promise<Recorded>;
  saveProfile(key: ParticipantKey, values: Readonly<Record<string, Scalar>>): Promise<Recorded>;
  create(input: {
    readonly fields: Readonly<Record<string, Scalar>>;
    readonly spelling: Readonly<Record<string, Scalar>>;
    readonly statuses: readonly PartStatus[];
  }): Promise<Recorded>;
  register(
    userId: number,
    fields: Readonly<Record<string, Scalar>>,
    statuses: readonly PartStatus[],
  ): Promise<Recorded>;
  remove(key: ParticipantKey): Promise<Recorded>;
  letIn(key: ParticipantKey, partId: number | null, via: 'handedOut' | 'withoutBadge'): Promise<Recorded>;
  /** Undoes an operation that has left already, by another one. Null: it has no opposite. */
  compensate(operation: Operation): Promise<Recorded | null>;
  /** Makes an operation of a person's decision to set a value over what the server has now. */
  insist(operation: Operation): Promise<Recorded>;
}

export function createCommands(session: Session, newId: () => string): Commands {
  const { people } = session;

  async function record(
    key: ParticipantKey,
    about: NewOperation['about'],
    intent: Intent,
    id = newId(),
  ): Promise<Recorded> {
    return recordAll(key, [{ id, participant: key, about, intent }]);
  }

  async function recordAll(key: ParticipantKey, operations: readonly NewOperation[]): Promise<Recorded> {
    const answer: Answered<readonly Operation[]> = await session.record(operations);
    return answer.ok
      ? { ok: true, key: people.book.resolve(key), operationIds: operations.map(({ id }) => id) }
      : { ok: false, code: answer.problem.code, detail: answer.problem.detail };
  }

  async function change(asked: ParticipantKey, make: (view: ParticipantView) => Intent | null): Promise<Recorded> {
    const view = people.viewOf(asked);
    if (view === null) return GONE;
    const intent = make(view);
    return intent === null ? { ok: true, key: view.key, operationIds: [] } : record(view.key, aboutOf(view), intent);
  }

  const commands: Commands = {
    setStatus: (key, partId, statusId) =>
      change(key, (view) => {
        const saw = statusIn(view, partId);
        return saw === statusId ? null : { kind: 'status', partId, saw, set: statusId };
      }),

    saveProfile: (key, values) =>
      change(key, (view) => {
        const differing = Object.entries(values).filter(([name, value]) => !sameValue(profileValue(view, name), value));
        if (differing.length === 0) return null;
        return {
          kind: 'profile',
          saw: Object.fromEntries(differing.map(([name]) => [name, profileValue(view, name)])),
          set: Object.fromEntries(differing),
        };
      }),

    create: ({ fields, spelling, statuses }) => {
      const id = newId();
      const intent: Intent = {
        kind: 'create',
        fields: { ...fields },
        spelling: { ...spelling },
        statuses: [...statuses],
      };
      return record(`local:${id}`, aboutOf({ ru: fields, en: {}, flat: {} }), intent, id);
    },

    register: (userId, fields, statuses) =>
      record(`id:${userId}`, aboutOf({ ru: fields, en: {}, flat: {} }), {
        kind: 'register',
        fields: { ...fields },
        statuses: [...statuses],
      }),

    remove: (key) => change(key, (view) => ({ kind: 'remove', saw: partStatuses(view) })),

    letIn: (key, partId, via) => change(key, () => ({ kind: 'badge', partId, via })),

    compensate: async (operation) => {
      const { intent, participant } = operation;
      switch (intent.kind) {
        case 'status':
          return change(participant, (view) => undoStatus(intent, view));
        case 'profile':
          return change(participant, (view) => undoProfile(intent, view));
        case 'create':
        case 'register':
          return change(participant, (view) => undoRegistration(intent, view));
        case 'remove':
          return record(people.book.resolve(operation.participant), operation.about, {
            kind: 'register',
            fields: {},
            statuses: intent.saw,
          });
        case 'badge':
          return null; // a badge record is final
      }
    },

    insist: async (operation) => {
      const { intent } = operation;
      const { existing } = operation;
      const view = people.viewOf(existing === undefined ? operation.participant : keyOfId(existing));
      // a PUT of anything would bring them back, so it has to be meant
      const isGone = view === null || (view.id !== null && session.leaving.has(view.id));
      if (view === null || (isGone && intent.kind !== 'remove')) return insistOnRemoved(operation);
      if (intent.kind === 'create' && existing !== undefined) return overrule(view, intent.statuses);
      switch (intent.kind) {
        case 'status':
          return record(view.key, aboutOf(view), { ...intent, saw: statusIn(view, intent.partId) });
        case 'profile':
          return record(view.key, aboutOf(view), {
            ...intent,
            saw: Object.fromEntries(Object.keys(intent.set).map((name) => [name, profileValue(view, name)])),
          });
        case 'remove':
          return record(view.key, aboutOf(view), { kind: 'remove', saw: partStatuses(view) });
        case 'register':
          return overrule(view, intent.statuses);
        case 'create':
        case 'badge':
          return record(view.key, aboutOf(view), intent);
      }
    },
  };

  /** Who was to be registered is there with other statuses: those that were wanted are set over them. */
  async function overrule(view: ParticipantView, statuses: readonly PartStatus[]): Promise<Recorded> {
    const operations = statuses
      .map(({ PartId: partId, StatusId: set }) => ({ partId, saw: statusIn(view, partId), set }))
      .filter(({ saw, set }) => set !== null && saw !== set)
      .map((status): NewOperation => ({
        id: newId(),
        participant: view.key,
        about: aboutOf(view),
        intent: { kind: 'status', ...status },
      }));
    return operations.length === 0 ? { ok: true, key: view.key, operationIds: [] } : recordAll(view.key, operations);
  }

  /** The server no longer has the person: to insist on a status, or a registration, is to register them again. */
  async function insistOnRemoved(operation: Operation): Promise<Recorded> {
    const { intent } = operation;
    if (intent.kind === 'register') {
      return record(people.book.resolve(operation.participant), operation.about, intent);
    }
    if (intent.kind !== 'status' || intent.set === null) return GONE;
    return record(people.book.resolve(operation.participant), operation.about, {
      kind: 'register',
      fields: {},
      statuses: [{ PartId: intent.partId, StatusId: intent.set }],
    });
  }

  return commands;
}

type IntentOf<K extends Intent['kind']> = Extract<Intent, { kind: K }>;

/**
 * The opposite of an intent. It saw what the intent had set: what has come since by another hand is then a conflict, and not
 * overwritten (design, invariant 6). Null: the value from before is there already.
 */
function undoStatus({ partId, saw, set }: IntentOf<'status'>, view: ParticipantView): Intent | null {
  return statusIn(view, partId) === saw ? null : { kind: 'status', partId, saw: set, set: saw };
}

function undoProfile(intent: IntentOf<'profile'>, view: ParticipantView): Intent | null {
  const before = Object.keys(intent.set).map((name) => [name, intent.saw[name] ?? ''] as const);
  const set = Object.fromEntries(before.filter(([name, value]) => !sameValue(profileValue(view, name), value)));
  const saw = Object.fromEntries(Object.entries(intent.set).filter(([name]) => Object.hasOwn(set, name)));
  return Object.keys(set).length === 0 ? null : { kind: 'profile', saw, set };
}

function undoRegistration({ statuses }: IntentOf<'create' | 'register'>, view: ParticipantView): Intent {
  const saw = partStatuses(view).map((now) => statuses.find(({ PartId }) => PartId === now.PartId) ?? now);
  return { kind: 'remove', saw };
}

export function aboutOf(view: Pick<ParticipantView, 'ru' | 'en' | 'flat'>): NewOperation['about'] {
  return { name: fullNameOf(view).slice(0, 4000), email: emailOf(view).slice(0, 4000) };
}

function partStatuses(view: ParticipantView): { PartId: number | null; StatusId: number | null }[] {
  return view.statuses.map((status) => ({ PartId: status.partId, StatusId: status.statusId }));
}
