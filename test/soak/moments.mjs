/** The moments at which somebody pulls the plug, each a nasty one of its own; and what the view shows when all is over. */
import { deleteStorage, deskOf, findPerson, printBadge, registerWalkIn, startSweep } from './operator.mjs';

/** A change waits five seconds for "Undo". */
const LEAVES_MS = 15_000;

/** How often each is chosen: the dearest ones say the least. */
export const weights = { click: 4, printing: 3, leaving: 3, typing: 1, sweep: 2, storage: 1, firstSync: 1, start: 1 };

/** @param {import('./shift.mjs').Shift} shift @returns {Record<keyof typeof weights, () => Promise<void>>} */
export function makeMoments(shift) {
  const { chance, line, station, book } = shift;
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** A deed that is killed in its middle: what it meets after that is no error. */
  const killDuring = async (deed, when) => {
    const kind = shift.pickKind();
    const done = deed().catch(() => undefined);
    await when();
    await shift.kill(kind);
    await done;
  };

  return {
    /** Just after the press: before, while or after the host writes it down. */
    click: () =>
      killDuring(
        () => shift.work(),
        async () => {
          await new Promise((resolve) => {
            const late = setTimeout(resolve, 6000);
            book.onPress = () => {
              clearTimeout(late);
              resolve();
            };
          });
          book.onPress = null;
          await sleep(chance.int(chance.hits(0.5) ? 60 : 500));
        },
      ),

    /** Between the paper and its record. */
    printing: async () => {
      const who = shift.takeFresh();
      if (!(await findPerson(station.page, who))) return;
      await killDuring(
        () => printBadge(station.page, book, who),
        () => sleep(chance.int(chance.hits(0.7) ? 120 : 400)),
      );
    },

    typing: () =>
      killDuring(
        () => registerWalkIn(station.page, book, shift.makeWalkIn()),
        () => sleep(chance.int(500)),
      ),

    /** The server has it, and the desk does not know; or it is still on its way. */
    leaving: async () => {
      await line.setWeather('calm');
      await shift.work();
      await line.awaitWrite(LEAVES_MS);
      await sleep(chance.int(chance.hits(0.5) ? 30 : 600));
      await shift.kill(shift.pickKind());
    },

    /** A profile that knows nobody yet, pages that come slowly. */
    firstSync: async () => {
      await shift.kill('chromium');
      shift.newProfiles += 1;
      await line.setWeather('slow');
      await station.start({ newProfile: true });
      await sleep(chance.int(4000));
      await shift.kill(shift.pickKind());
    },

    sweep: async () => {
      await line.setWeather('slow');
      await deskOf(station.page)
        .connection.filter({ hasText: /online|syncing/ })
        .waitFor();
      await startSweep(station.page);
      await shift.work();
      await sleep(chance.int(2000));
      await shift.kill(shift.pickKind());
    },

    /** The replica is gone under the open page; the desk goes on, and is killed. */
    storage: async () => {
      await deleteStorage(station.page);
      await sleep(chance.int(1500));
      await shift.work();
      await sleep(chance.int(1500));
      await shift.kill(shift.pickKind());
    },

    /** The host dies again while it comes back: while it reads its journal, mends it, sends what was left. */
    start: async () => {
      await shift.work();
      await shift.kill('host');
      await station.startHostAndKill(300 + chance.int(1500));
      shift.kills += 1;
      shift.killed.host += 1;
    },
  };
}

/**
 * Every row of the server, looked up at the desk: found once, with its status.
 * @param {import('./server-truth.mjs').Truth} truth
 */
export async function countShown(page, truth) {
  const desk = deskOf(page);
  const titles = new Map(truth.statuses.map((status) => [status.Id, status.Title]));
  const wrong = [];
  let compared = 0;
  for (const person of truth.people.values()) {
    const { LastName = '' } = person.Locales?.ru ?? {};
    const key = isAddress(person.Email) ? person.Email : LastName;
    if (key === '') continue;
    compared += 1;
    const title = titles.get(person.Statuses[0]?.StatusId ?? -1) ?? 'No status';
    await desk.search.fill(key);
    const rows = desk.row(key);
    try {
      await rows.filter({ hasText: title }).first().waitFor({ timeout: 5000 });
      const count = await rows.count();
      if (isAddress(person.Email) && count !== 1) wrong.push(`${key}: ${count} rows`);
    } catch {
      wrong.push(`${key}: not with status ${title}: ${(await rows.allInnerTexts()).join(' | ').replaceAll('\n', ' ')}`);
    }
  }
  return { compared, wrong };
}

function isAddress(email) {
  return email !== undefined && email !== '' && !email.startsWith('nomail');
}
