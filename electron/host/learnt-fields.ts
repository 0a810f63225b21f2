/**
 * Fields that the server demands beyond what `/participants/fields` says (reference, POST): learnt from its refusals, so that the
 * form asks for them the next time and no second walk-in is refused for the same reason.
 */
import type { Operation } from '../../shared/operations/operation.ts';
import { refusedFields } from '../../shared/ruvents/refusals.ts';
import { type Field, type Fields, fieldNameSchema } from '../../shared/ruvents/tables.ts';
import type { Refused } from './sender.ts';

const WRONG_FIELDS = 111;

/**
 * @returns names of fields that a new person was refused for, and that had been left empty. One that was filled is refused for its
 * value, which says nothing of whether it is needed.
 */
export function learnFields({ intent, existing }: Operation, { code, message }: Refused): readonly string[] {
  const isNewPerson = (intent.kind === 'create' && existing === undefined) || intent.kind === 'register';
  if (!isNewPerson || code !== WRONG_FIELDS) return [];
  return refusedFields(message).filter(
    (name) => fieldNameSchema.safeParse(name).success && String(intent.fields[name] ?? '').trim() === '',
  );
}

/** The event's fields with those that were learnt marked as required; one that the event does not name is a plain text. */
export function requireFields(fields: Fields, learnt: readonly string[]): Fields {
  const required: Record<string, Field> = {};
  for (const name of learnt) required[name] = { ...(fields[name] ?? { type: 'string' }), required: true };
  return learnt.length === 0 ? fields : { ...fields, ...required };
}
