/**
 * The person who settles what waits in attention. They know what happened at the door, as a person may: whether the guest whom
 * they look at in the list is theirs. They do not know what happened on the wire.
 */
import type { AttentionItem, Decision } from '../../renderer/engine/api.ts';
import { markIn } from './checks.ts';

/** What such a person can find out. */
export interface Knowledge {
  /** The guest of this mark, when they have ever come to the server. */
  findGuest(mark: string): { readonly id: number; readonly there: boolean } | null;
  /** A badge of the operation's person and part that this desk made and that no operation of it holds. */
  findBadge(): number | null;
}

/** @param mine how they decide where both ways are good */
export function decideItem({ operation }: AttentionItem, mine: boolean, knowledge: Knowledge): Decision {
  const { intent, state } = operation;
  if (state.name !== 'attention') return { take: 'theirs' };
  const { reason } = state;
  if (reason.why === 'failing') return { take: 'retry' }; // "the server failed": nothing is said of what it did
  const guest = knowledge.findGuest(markIn(operation) ?? '');
  if (guest !== null) return guest.there ? { take: 'candidate', serverId: guest.id } : { take: 'theirs' };
  switch (reason.why) {
    case 'conflict':
      return { take: mine ? 'mine' : 'theirs' };
    case 'ambiguous': {
      const badge = knowledge.findBadge();
      return badge === null ? { take: 'retry' } : { take: 'candidate', serverId: badge };
    }
    case 'exists': {
      const [user] = reason.users;
      return mine && user !== undefined ? { take: 'existing', userId: user.id } : { take: 'theirs' };
    }
    case 'refused':
      if (intent.kind === 'create' && mine) {
        const fields = Object.entries(intent.fields).filter(([name]) => name !== 'Email');
        return { take: 'corrected', fields: Object.fromEntries(fields) };
      }
      return { take: 'theirs' };
    case 'removed':
    case 'notTaken':
    case 'noStatus':
      return { take: 'theirs' };
  }
}
