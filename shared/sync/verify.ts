/**
 * What became of an operation whose answer was lost (design, invariant 4). One strategy per kind:
 *
 *   create           people who were not known at the fence, could be this walk-in, and are claimed by no other operation
 *   badge            badges of this person, part and operator that were not known at the fence and are claimed by nobody
 *   status, profile  the server's value: what was set = done; what was seen = send again; a third value = a person decides
 *   remove           the person is gone = done. They still come in the feed after the loss = send again
 *   register         the person is there now = done
 *
 * One clear candidate = accepted. None is believed only after the quiet time, since a request may still be on its way.
 */
import type { AttentionReason, Fence, Intent, Operation } from '../operations/operation.ts';
import type { ParticipantView } from '../operations/view.ts';
import type { BadgeRow } from '../ruvents/rows.ts';
import { findConflict, profileValue, sameValue, statusIn } from './conflict.ts';

/** A request that is not seen on the server this long after its loss did not arrive. Milliseconds of the station's own clock. */
export const QUIET_TIME_MS = 8000;

export type Verdict =
  | { readonly verdict: 'accepted'; readonly serverId: number | null }
  | { readonly verdict: 'resend' }
  | { readonly verdict: 'attention'; readonly reason: AttentionReason }
  | { readonly verdict: 'wait' };

/** What is known after a pull that began after the loss. */
export interface Evidence {
  /** People with the server's Id who may be meant by a create: those that `couldBe` it. */
  readonly lookalikes: readonly Pick<ParticipantView, 'id'>[];
  /** The person of the operation as the server has them, with no unsent operation folded; null = not there. */
  readonly person: ParticipantView | null;
  /** The server's badges of that person. */
  readonly badges: readonly BadgeRow[];
  /** Ids that other operations hold for theirs, of people (create) or of badges. */
  readonly claimed: ReadonlySet<number>;
  /** The quiet time is over. */
  readonly quiet: boolean;
}

/** Judges one uncertain operation. */
export function verify(operation: Pick<Operation, 'intent' | 'operator'>, fence: Fence, evidence: Evidence): Verdict {
  const { intent } = operation;
  switch (intent.kind) {
    case 'create':
      return judgeCandidates(
        evidence.lookalikes.flatMap((person) => (person.id === null ? [] : [person.id])),
        fence,
        evidence,
      );
    case 'badge':
      return judgeCandidates(
        evidence.badges.filter((badge) => isOwnBadge(badge, intent, operation.operator.id)).map((badge) => badge.Id),
        fence,
        evidence,
      );
    case 'register':
      return evidence.person !== null ? { verdict: 'accepted', serverId: evidence.person.id } : afterQuiet(evidence);
    case 'remove':
      return evidence.person === null ? { verdict: 'accepted', serverId: null } : afterQuiet(evidence);
    case 'status':
    case 'profile':
      return judgeChange(intent, evidence);
  }
}

function judgeCandidates(candidates: readonly number[], fence: Fence, evidence: Evidence): Verdict {
  const known = new Set(fence.known);
  const fresh = candidates.filter((id) => !known.has(id) && !evidence.claimed.has(id));
  const [only] = fresh;
  if (only === undefined) return afterQuiet(evidence);
  if (fresh.length === 1) return { verdict: 'accepted', serverId: only };
  return { verdict: 'attention', reason: { why: 'ambiguous', candidates: fresh } };
}

function judgeChange(intent: Extract<Intent, { kind: 'status' | 'profile' }>, evidence: Evidence): Verdict {
  const { person } = evidence;
  if (person !== null && isThere(intent, person)) return { verdict: 'accepted', serverId: null };
  const conflict = findConflict(intent, person);
  if (conflict !== null) return { verdict: 'attention', reason: conflict };
  return afterQuiet(evidence);
}

/** True when the server shows what the operation set. */
export function isThere(intent: Extract<Intent, { kind: 'status' | 'profile' }>, person: ParticipantView): boolean {
  return intent.kind === 'status'
    ? statusIn(person, intent.partId) === intent.set
    : Object.entries(intent.set).every(([name, set]) => sameValue(profileValue(person, name), set));
}

/** Badges of the server that this operation could have made. */
export function isOwnBadge(badge: BadgeRow, intent: Extract<Intent, { kind: 'badge' }>, operatorId: number): boolean {
  return (badge.PartId ?? null) === intent.partId && badge.OperatorId === operatorId;
}

function afterQuiet(evidence: Evidence): Verdict {
  return evidence.quiet ? { verdict: 'resend' } : { verdict: 'wait' };
}
