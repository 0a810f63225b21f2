import { type Profile, profileSchema } from './change.ts';
import { type Answer, done, refusals, refuse } from './refusal.ts';
import type { FieldRules, ParticipantInput } from './schemas.ts';

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * The profile fields of a POST or PUT by the rules of `/participants/fields`. All that are wrong are named at once (111):
 * not in the list, of another type, against the pattern or format, empty though required.
 * @param whose of a `new` person every required field must be there; of a `known` one only those that change
 */
export function readProfile(
  given: ParticipantInput['fields'],
  rules: FieldRules,
  whose: 'new' | 'known',
): Answer<Profile> {
  const wrong = Object.entries(given)
    .filter(([name, value]) => !fits(rules, name, value))
    .map(([name]) => name);
  const missing = Object.keys(rules).filter(
    (name) => whose === 'new' && rules[name]?.required === true && given[name] === undefined,
  );
  const named = [...missing, ...wrong];
  return named.length > 0 ? refuse(refusals.wrongFields(named)) : done(profileSchema.parse(given));
}

function fits(rules: FieldRules, name: string, value: unknown): boolean {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule === undefined || typeof value !== 'string') return false;
  if (value === '') return rule.required !== true;
  if (rule.format === 'email' && !emailShape.test(value)) return false;
  return rule.pattern === undefined || new RegExp(rule.pattern, 'u').test(value);
}
