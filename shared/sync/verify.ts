/**
 * What became of an operation whose answer was lost (design, invariant 4). One strategy per kind:
 *
 *   create           people who were not known at the fence, could be this walk-in, and are claimed by no other operation
 *   badge            badges of this person, part and operator that were not known at the fence and are claimed by nobody
 *   status, profile  the server's value: what was set = done; what was seen = send again; a third value = a person decides
 *   remove           the replica has them no more = done, else send again: no feed tells of a removal, and DELETE can be repeated
 *   register         the person came anew, with what was set = done; with another status = a person decides. Where they are not
 *                    there, the PUT may have been followed by a POST: then as with create
 *
 * One clear candidate = accepted. None is believed only after the quiet time, since a request may still be on its way.
 *
 * Similarity is not authorship: a row of the same name may be another desk's namesake, the same person may have been registered by
 * another desk with another status, and a badge under an operator whom two volunteers share may be the other one's. Such a candidate
 * is not clear, and a person is asked.
 */
import type { AttentionReason, Fence, Intent, Operation } from '../operations/operation.ts';
import type { ParticipantView } from '../operations/view.ts';
import type { BadgeRow } from '../ruvents/rows.ts';
import { findConflict, type Likeness, profileValue, sameValue, statusFieldName, statusIn } from './conflict.ts';

/** A request that is not seen on the server this long after its loss did not arrive. Milliseconds of the station's own clock. */
export const QUIET_TIME_MS = 8000;

export type Verdict =
  | { readonly verdict: 'accepted'; readonly serverId: number | null }
  | { readonly verdict: 'resend' }
  | { readonly verdict: 'attention'; readonly reason: AttentionReason }
  | { readonly verdict: 'wait' };

/** What is known after a pull that began after the loss. */
export interface Evidence {
  /** People of the server who may be meant by a create, and how surely. */
  readonly lookalikes: readonly Lookalike[];
  /** The person of the operation as the server has them, with no unsent operation folded; null = not there. */
  readonly person: ParticipantView | null;
  /** The server's badges of that person. */
  readonly badges: readonly BadgeRow[];
  /** Somebody else records badges under this operator. */
  readonly sharedOperator: boolean;
  /** Ids that other operations hold for theirs, of people (create) or of badges. */
  readonly claimed: Pick<ReadonlySet<number>, 'has'>;
  /** The quiet time is over. */
  readonly quiet: boolean;
}

export interface Lookalike {
  readonly id: number;
  readonly likeness: Exclude<Likeness, 'none'>;
  /** They have another status or phone than was sent: another desk registered them, or they were changed since. */
  readonly differs?: boolean;
}

/** Judges one uncertain operation. */
export function verify(
  operation: Pick<Operation, 'intent' | 'operator' | 'existing'>,
  fence: Fence,
  evidence: Evidence,
): Verdict {
  const { intent, existing } = operation;
  switch (intent.kind) {
    case 'create':
      return existing === undefined
        ? judgeLookalikes(freshOf(evidence.lookalikes, fence, evidence), evidence)
        : judgeRegistration(intent, existing, fence, evidence);
    case 'badge':
      return judgeBadges(
        freshOf(
          evidence.badges
            .filter((badge) => isOwnBadge(badge, intent, operation.operator.id))
            .map(({ Id }) => ({ id: Id })),
          fence,
          evidence,
        ),
        evidence,
      );
    case 'register': {
      // whom RUNET-ID does not know under this Id was sent as a new person, who gets an Id of their own
      const others = evidence.person === null ? freshOf(evidence.lookalikes, fence, evidence) : [];
      if (others.length > 0) return judgeLookalikes(others, evidence);
      return judgeRegistration(intent, evidence.person?.id ?? null, fence, evidence);
    }
    case 'remove':
      return evidence.person === null ? { verdict: 'accepted', serverId: null } : afterQuiet(evidence);
    case 'status':
    case 'profile':
      return judgeChange(intent, evidence);
  }
}

/** Candidates: rows that were not known at the fence and that no other operation claims. */
function freshOf<T extends { readonly id: number }>(
  rows: readonly T[],
  fence: Fence,
  evidence: Evidence,
): readonly T[] {
  const known = new Set(fence.known);
  return rows.filter(({ id }) => !known.has(id) && !evidence.claimed.has(id));
}

function judgeLookalikes(candidates: readonly Lookalike[], evidence: Evidence): Verdict {
  const marked = candidates.find(({ likeness }) => likeness === 'marked');
  if (marked !== undefined) return { verdict: 'accepted', serverId: marked.id };
  const [same, ...others] = candidates.filter(({ likeness }) => likeness === 'same');
  if (others.length > 0) return ambiguous(candidates);
  if (same !== undefined && same.differs !== true) return { verdict: 'accepted', serverId: same.id };
  const alike = candidates.filter(({ likeness }) => likeness !== 'namesake');
  if (alike.length > 0) return judgeAlike(alike, evidence);
  // a namesake who was changed since may be ours: nothing is sent over that, and a person is asked
  return candidates.length > 0 && evidence.quiet ? ambiguous(candidates) : afterQuiet(evidence);
}

function judgeAlike(candidates: readonly Lookalike[], evidence: Evidence): Verdict {
  // one that is only similar, or not as it was sent, may be somebody else's, with our own still on its way
  return evidence.quiet || candidates.length > 1 ? ambiguous(candidates) : { verdict: 'wait' };
}

function judgeBadges(candidates: readonly { readonly id: number }[], evidence: Evidence): Verdict {
  const [only] = candidates;
  if (only === undefined) return afterQuiet(evidence);
  const clear = candidates.length === 1 && !evidence.sharedOperator;
  return clear ? { verdict: 'accepted', serverId: only.id } : ambiguous(candidates);
}

function ambiguous(candidates: readonly { readonly id: number }[]): Verdict {
  return { verdict: 'attention', reason: { why: 'ambiguous', candidates: candidates.map(({ id }) => id) } };
}

/** A PUT that may be sent again without harm. A row from before it says nothing: the person may have been removed since. */
function judgeRegistration(
  intent: Extract<Intent, { kind: 'create' | 'register' }>,
  serverId: number | null,
  fence: Fence,
  evidence: Evidence,
): Verdict {
  const { person } = evidence;
  const since = fence.participants;
  if (person === null || (since !== null && (person.updateTime ?? '') < since)) return afterQuiet(evidence);
  const other = intent.statuses.find(
    ({ PartId, StatusId }) => StatusId !== null && statusIn(person, PartId) !== StatusId,
  );
  if (other === undefined) return { verdict: 'accepted', serverId };
  const theirs = statusIn(person, other.PartId);
  if (theirs === null) return afterQuiet(evidence);
  const field = statusFieldName(other.PartId);
  return { verdict: 'attention', reason: { why: 'conflict', field, theirs, serverTime: person.updateTime } };
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
