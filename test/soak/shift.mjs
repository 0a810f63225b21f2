/** A shift at the desk: work, a kill, and after each start a look at what the desk remembers, as an honest operator takes it. */
import { weights } from './moments.mjs';
import { appears, changeStatus, deskOf, findPerson, isShown, printBadge, registerWalkIn } from './operator.mjs';

const SYLLABLES = ['ба', 'во', 'гу', 'де', 'жи', 'зо', 'ку', 'ле', 'ми', 'но', 'пу', 'ра', 'си', 'то', 'фе', 'ху'];
/** Looked at after a start: the newest entries of the book. */
const LOOK_BACK = 3;
const VIEW_MS = 12_000;

/** @typedef {import('./station.mjs').Kind} Kind */

export class Shift {
  kills = 0;
  newProfiles = 0;
  killed = { chromium: 0, tab: 0, host: 0, both: 0 };
  /** @type {Record<string, number>} */
  moments = {};
  /** Said, and not shown after a restart. @type {string[]} */
  forgotten = [];
  /** What went otherwise than wished on the way, and is no loss by itself. @type {string[]} */
  troubles = [];
  #looked = 0;
  #walkIns = 0;
  #used = new Set();

  /**
   * @param {{ station: import('./station.mjs').Station, book: import('./book.mjs').Book, line: import('./line.mjs').Line,
   *   chance: import('./chance.mjs').Chance, before: import('./server-truth.mjs').Truth, say: (line: string) => void }} parts
   */
  constructor({ station, book, line, chance, before, say }) {
    Object.assign(this, { station, book, line, chance, before, say });
    this.listed = listPeople(before);
  }

  /** Everybody is here: the first sync is over. */
  async waitForPeople() {
    const [somebody] = this.listed;
    if (!(await findPerson(this.station.page, somebody, 40_000))) throw new Error('nobody can be found at the desk');
  }

  /** One kill with what belongs to it. @param {ReturnType<typeof import('./moments.mjs').makeMoments>} moments */
  async goOn(moments) {
    const { chance, line, station } = this;
    await line.setWeather(chance.pick(['calm', 'calm', 'bad', 'bad', 'bad', 'down']));
    await this.#tryTo('work', async () => {
      for (let count = chance.int(3); count > 0; count -= 1) await this.work();
    });
    const name = chance.pick(Object.entries(weights).flatMap(([one, weight]) => Array(weight).fill(one)));
    this.moments[name] = (this.moments[name] ?? 0) + 1;
    await this.#tryTo(name, moments[name]);
    const newProfile = !station.hasBrowser && line.weather !== 'down' && chance.hits(0.2);
    if (newProfile) this.newProfiles += 1;
    await station.start({ newProfile });
    await station.waitUntilOpen();
    if (newProfile) await this.waitForPeople();
    await this.#tryTo('look back', () => this.#lookBack());
    this.say(`  ${this.kills} kills (${name}, ${line.weather}), ${this.book.entries.length} presses in the book`);
  }

  /** @param {Kind} kind */
  async kill(kind) {
    this.kills += 1;
    this.killed[kind] += 1;
    await this.station.kill(kind);
  }

  /** @returns {Kind} */
  pickKind() {
    return this.chance.pick(['chromium', 'chromium', 'tab', 'host', 'host', 'both', 'both']);
  }

  /** One thing that an operator does, to its end. */
  async work() {
    const { chance, station, book } = this;
    const dice = chance.int(10);
    if (dice < 4) {
      await changeStatus(station.page, book, chance.pick(this.listed.slice(0, 40)), this.before.statuses, chance);
    } else if (dice < 7) {
      const who = this.takeFresh();
      if (await findPerson(station.page, who)) await printBadge(station.page, book, who);
    } else {
      const who = this.makeWalkIn();
      const done = await registerWalkIn(station.page, book, who);
      if (done && chance.hits(0.5)) await printBadge(station.page, book, who);
    }
  }

  /** Somebody who has no badge yet. */
  takeFresh() {
    const who = this.listed.findLast((one) => !this.#used.has(one));
    if (who === undefined) throw new Error('everybody has a badge: more participants are needed');
    this.#used.add(who);
    return who;
  }

  makeWalkIn() {
    this.#walkIns += 1;
    const n = this.#walkIns;
    const name = SYLLABLES[(n >> 8) & 15] + SYLLABLES[(n >> 4) & 15] + SYLLABLES[n & 15];
    const lastName = `${name[0].toUpperCase()}${name.slice(1)}дзе`;
    return { lastName, firstName: 'Мария', email: this.chance.hits(0.8) ? `walk-in-${n}@example.org` : '', id: null };
  }

  /**
   * What was said before the kill must be shown; what was not said may have been done all the same, and whoever sees that it was
   * not does it again.
   */
  async #lookBack() {
    const { book, chance, station } = this;
    const news = book.entries.slice(this.#looked).slice(-LOOK_BACK);
    this.#looked = book.entries.length;
    for (const entry of news) {
      const isOldStatus = entry.kind === 'status' && book.of('status', entry.who).at(-1) !== entry;
      if (isOldStatus) continue;
      if (await isShown(station.page, entry, entry.said === null ? 3000 : VIEW_MS)) {
        book.see(entry, 'view');
      } else if (entry.said !== null) {
        this.forgotten.push(`${entry.kind} of ${entry.who.lastName}, said by ${entry.said}`);
      } else if (chance.hits(0.7)) {
        await this.#doAgain(entry);
      }
    }
  }

  async #doAgain(entry) {
    const { page } = this.station;
    if (entry.kind === 'create') await registerWalkIn(page, this.book, entry.who);
    if (entry.kind !== 'badge') return;
    const busy = deskOf(page).panel.getByText('Printing…');
    if (!(await appears(busy, 200))) await printBadge(page, this.book, entry.who);
  }

  /** The desk may have been killed under it, and a line that is down makes things wait: nothing of that is a failure by itself. */
  async #tryTo(what, deed) {
    const kills = this.kills;
    try {
      await deed();
    } catch (error) {
      if (this.kills === kills) this.troubles.push(`${what}: ${String(error.message).split('\n')[0]}`);
    }
  }
}

/** People who can be told from all others by their email, and from most by their name. */
function listPeople({ people, badges }) {
  const arrived = new Set([...badges.values()].map((badge) => badge.UserId));
  const names = new Map();
  const list = [...people.values()].filter((person) => !arrived.has(person.Id) && (person.Email ?? '') !== '');
  for (const { Locales } of list) names.set(nameOf(Locales), (names.get(nameOf(Locales)) ?? 0) + 1);
  return list
    .filter(({ Locales, Email }) => names.get(nameOf(Locales)) === 1 && !Email.startsWith('nomail'))
    .map(({ Id, Email, Locales }) => ({
      id: Id,
      email: Email,
      lastName: Locales.ru.LastName ?? '',
      firstName: Locales.ru.FirstName ?? '',
    }));
}

function nameOf(locales) {
  return `${locales?.ru?.LastName} ${locales?.ru?.FirstName}`;
}
