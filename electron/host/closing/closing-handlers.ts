/** The routes by which an event ends here for good: who may, what stands against it, what is counted into the receipt. */
import type { Closing } from '../../../shared/contract/closing-routes.ts';
import { isHandedOver } from '../../../shared/operations/operation.ts';
import { listRecovered } from '../../../shared/operations/note.ts';
import { adminsEvent } from '../custody-handlers.ts';
import type { Doors } from '../doors.ts';
import type { OpenEvent } from '../open-event.ts';
import { Refusal, refuse } from '../problem.ts';
import type { Handlers } from '../router.ts';
import { listJournalsAside } from '../set-aside.ts';
import type { VaultEvent } from '../vault.ts';
import type { Closings } from './closings.ts';

export interface ClosingContext {
  readonly doors: Doors;
  readonly closings: Closings;
  /** Name of this station, for people to read. */
  readonly station: string;
  readonly version: string;
}

type ClosingRoute = 'closeEvent' | 'closings' | 'databasesWiped';

export function createClosingHandlers(context: ClosingContext): Pick<Handlers, ClosingRoute> {
  const { doors, closings } = context;
  return {
    closeEvent: async ({ title, unread }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      const operator = event.operators.session.operator?.Login ?? '';
      const closing = await doors.end(
        (known) =>
          isStale(event, known.key, doors)
            ? Promise.resolve(refuse('noEvent'))
            : checkEnd(event, known, { title, unread }),
        async (known) =>
          closings.wipe({
            event: {
              key: known.key,
              title: known.title,
              server: known.server,
              eventId: known.eventId,
              practice: known.practice,
            },
            station: context.station,
            version: context.version,
            operator,
            counts: await countWork(event),
          }),
      );
      return closing instanceof Refusal ? closing : { closing };
    },
    closings: () => ({ closings: [...closings.list()] }),
    databasesWiped: async ({ id, databases }) => {
      const closing = await closings.noteDatabases(id, databases);
      return closing instanceof Refusal ? closing : { closing };
    },
  };
}

/** Another door was taken while this one waited for its turn. */
function isStale(event: OpenEvent, key: string, { current }: Doors): boolean {
  return event.key !== key || (current !== null && current !== event);
}

/** The host's own look, whatever the page has found out: nothing that only this station knows may go. */
async function checkEnd(
  event: OpenEvent,
  known: VaultEvent,
  { title, unread }: { readonly title: string; readonly unread: boolean },
): Promise<Refusal | null> {
  if (plain(title) !== plain(known.title)) return refuse('wrongTitle');
  const open = event.journal.ledger.openOperations().length;
  if (open > 0) return refuse('unsent', String(open));
  const { queue } = event.journal.ledger;
  const prints = queue.in('printing').size + queue.in('unknown').size;
  if (prints > 0) return refuse('printing', String(prints));
  const aside = unread ? 0 : (await listUnread(event)).length;
  return aside > 0 ? refuse('unreadJournal', String(aside)) : null;
}

/** Typed by a person: gaps, case and the look of quotes are not what is asked. */
function plain(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[«»„“”"'’]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Journals that were set aside and that nobody has opened since. */
async function listUnread(event: OpenEvent): Promise<readonly string[]> {
  const recovered = listRecovered(event.journal.ledger.notes());
  return (await listJournalsAside(event.folder)).filter((name) => !recovered.has(name));
}

async function countWork(event: OpenEvent): Promise<Closing['counts']> {
  const { ledger } = event.journal;
  const operations = [...ledger.operations()];
  const handedOver = operations.filter(isHandedOver).length;
  return {
    operations: operations.length,
    done: operations.filter(({ state }) => state.name === 'done').length,
    handedOver,
    withdrawn: operations.filter(({ state }) => state.name === 'withdrawn').length - handedOver,
    printed: [...ledger.jobs()].filter(({ state }) => state === 'printed').length,
    unreadJournals: (await listUnread(event)).length,
  };
}
