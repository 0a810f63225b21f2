/** Made-up operations. */
import type { Intent, NewOperation, Operation, ParticipantKey } from '../../../shared/operations/operation.ts';

export const fence = { participants: '2026-11-22 10:00:00', badges: null, known: [] };

export function anOperation(id: string, participant: ParticipantKey, intent: Intent): NewOperation {
  return { id, participant, about: { name: 'Сидорова Анна', email: 'anna@example.org' }, intent };
}

export function aStatus(id: string, person: number, set = 1): NewOperation {
  return anOperation(id, `id:${person}`, { kind: 'status', partId: null, saw: null, set });
}

export function aBadge(id: string, participant: ParticipantKey): NewOperation {
  return anOperation(id, participant, { kind: 'badge', partId: null, via: 'handedOut' });
}

export function aWalkIn(id: string): NewOperation {
  return anOperation(id, `local:${id}`, {
    kind: 'create',
    fields: { LastName: 'Сидорова', FirstName: 'Анна', Email: 'anna@example.org' },
    statuses: [{ PartId: null, StatusId: 1 }],
    spelling: {},
  });
}

/** As it is in the journal. */
export function recorded(operation: NewOperation, seq: number): Operation {
  const at = '2026-11-22T10:00:00.000Z';
  return {
    ...operation,
    seq,
    operator: { id: 7, login: 'desk1' },
    madeAt: at,
    state: { name: 'queued' },
    tries: 0,
    changedAt: at,
  };
}
