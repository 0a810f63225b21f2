/**
 * Pages that cannot be read. Reference, What a client must do: «Parse the Error JSON on any non-2xx … an empty 5xx or a network
 * failure = retry»; and a page that ends in the middle is none.
 */
import { makeChance } from '../chance.ts';
import type { EventStore } from '../event-store.ts';
import type { Quirks } from '../quirks.ts';
import type { PracticeApp } from '../routes/context.ts';

const feedPaths: ReadonlySet<string | undefined> = new Set(['/participants', '/badges', '/orderitems', '/positions']);
const shareCut = 1 / 6;

/** Damages the pages of an app's feeds, added later, as the quirks say. */
export function damagePages(app: PracticeApp, store: EventStore, quirks: Quirks): void {
  if (!quirks.has('page-cut') && !quirks.has('poisoned-row') && !quirks.has('poisoned-json')) return;
  const poison = `{"Id":${findPoisoned(store)},`;
  // not every third one: a reader that asks for three pages a time would have the same one cut for ever
  const chance = makeChance(1, 'cut pages');
  app.addHook('onSend', async (request, reply, payload) => {
    const path = request.routeOptions.url;
    const isPage = request.method === 'GET' && reply.statusCode === 200 && feedPaths.has(path);
    if (!isPage || typeof payload !== 'string') return payload;
    const isUnlucky = chance.happens(shareCut);
    const isPoisoned = path === '/participants' && payload.includes(poison);
    if (isPoisoned && quirks.has('poisoned-row')) {
      void reply.code(500);
      return '';
    }
    const isCut = (quirks.has('page-cut') && isUnlucky) || (isPoisoned && quirks.has('poisoned-json'));
    return isCut ? payload.slice(0, payload.length / 2) : payload;
  });
}

/** The certain person: the one in the middle of the event as it was made. */
export function findPoisoned(store: EventStore): number {
  const { participations } = store.event;
  const byTime = [...participations].sort((one, other) => (one.updateTime < other.updateTime ? -1 : 1));
  return byTime[Math.floor(byTime.length / 2)]?.person.Id ?? 0;
}
