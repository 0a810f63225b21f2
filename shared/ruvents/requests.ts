/**
 * The requests that write (the RUVENTS document, «Создание участника», «Изменение участника», «Создание бейджа»).
 * One PUT carries one part's status, or the profile fields with one part's current status (the document requires Statuses).
 */
import type { Operation } from '../operations/operation.ts';
import { encodeWrite, type Encoding, type PlainWrite, type WriteRequest } from './encoding.ts';
import { nomailAddress } from './nomail.ts';
import type { PartStatus, Scalar } from './rows.ts';

export type { WriteRequest } from './encoding.ts';

export interface WriteContext {
  /** The person's Id on the server; null only for a create. */
  readonly serverId: number | null;
  /** The part's status that a profile change carries. */
  readonly carry: PartStatus | null;
  /** `register` asks by PUT first, and by POST when the server does not know the person (202). */
  readonly step?: 'put' | 'post';
  /** By the event's setting at the moment of sending; JSON where it says nothing. */
  readonly encoding?: Encoding | undefined;
  /** By the event's setting: a new person without an email gets an address of this operation's own. */
  readonly nomail?: boolean | undefined;
}

type Written = Pick<Operation, 'id' | 'intent' | 'existing'>;

/**
 * Builds the request of an operation.
 * @throws Error when the context lacks what the kind needs: the sender let go something that had to wait.
 */
export function buildWrite(operation: Written, context: WriteContext): WriteRequest {
  return encodeWrite(planWrite(operation, context), context.encoding ?? 'json');
}

function planWrite(operation: Written, context: WriteContext): PlainWrite {
  const { intent } = operation;
  switch (intent.kind) {
    case 'create':
      // a walk-in who is somebody of RUNET-ID: the PUT that registers them can be sent again without harm
      if (operation.existing !== undefined) {
        return put({ ...context, serverId: operation.existing }, { Statuses: statusesToSend(intent.statuses) });
      }
      return post('/participants', newParticipant(operation.id, intent, context));
    case 'register':
      return context.step === 'post'
        ? post('/participants', newParticipant(operation.id, intent, context))
        : put(context, { Statuses: statusesToSend(intent.statuses) });
    case 'status':
      return put(context, { Statuses: [{ PartId: intent.partId, StatusId: intent.set }] });
    case 'profile':
      if (context.carry === null) throw new Error('a profile change left without a status to carry');
      return put(context, { ...intent.set, Statuses: [context.carry] });
    case 'remove':
      return { method: 'DELETE', path: participantPath(context), values: null };
    case 'badge':
      return post('/badges', {
        UserId: requireId(context),
        ...(intent.partId === null ? {} : { PartId: intent.partId }),
      });
  }
}

/** `Visible` is always said: where it is left out the document and the real server disagree about it. */
function newParticipant(
  operationId: string,
  intent: { readonly fields: Readonly<Record<string, Scalar>>; readonly statuses: readonly PartStatus[] },
  { nomail = false }: WriteContext,
): PlainWrite['values'] {
  const { fields } = intent;
  const hasNoEmail = nomail && String(fields['Email'] ?? '').trim() === '';
  const email = hasNoEmail ? { Email: nomailAddress(operationId) } : {};
  return { ...fields, ...email, Statuses: statusesToSend(intent.statuses), Visible: true };
}

/** Without parts: the one element as it is. With parts: only those that have a status, leaving one out means none. */
function statusesToSend(statuses: readonly PartStatus[]): readonly PartStatus[] {
  return statuses.filter((status) => status.PartId === null || status.StatusId !== null);
}

function put(context: WriteContext, values: PlainWrite['values']): PlainWrite {
  return { method: 'PUT', path: participantPath(context), values };
}

function post(path: string, values: PlainWrite['values']): PlainWrite {
  return { method: 'POST', path, values };
}

function participantPath(context: WriteContext): string {
  return `/participants/${requireId(context)}`;
}

function requireId(context: WriteContext): number {
  if (context.serverId === null) throw new Error('an operation left before its person had an Id');
  return context.serverId;
}
