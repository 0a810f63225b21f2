/**
 * The operator's book: what was pressed, and what the desk *said* it had done. After healing it is held against the server.
 *
 *   pressed ──▶ said (a message, or the view after a restart shows it)      on the server exactly once
 *      └──────▶ never said                                                  on the server at most once
 *
 * What waits in attention is on nobody's conscience: the desk says that it needs a person. It is counted.
 * Every difference between the server before and after must have an entry that explains it.
 */

/**
 * @typedef {{ lastName: string, firstName: string, email: string, id: number | null }} Who
 *   id: the server's, null for a walk-in
 * @typedef {{ kind: 'create' | 'status' | 'badge', who: Who, statusId: number | null, title: string,
 *   said: null | 'message' | 'view', waiters: (() => void)[] }} Entry
 */

export class Book {
  /** @type {Entry[]} */
  entries = [];
  /** Messages that no press explains. @type {string[]} */
  strange = [];
  /** @type {((entry: Entry) => void) | null} */
  onPress = null;

  /**
   * Before the press: a kill may come between.
   * @param {Entry['kind']} kind @param {Who} who @param {{ Id: number | null, Title: string }} [status]
   */
  press(kind, who, status = { Id: null, Title: '' }) {
    /** @type {Entry} */
    const entry = { kind, who, statusId: status.Id, title: status.Title, said: null, waiters: [] };
    this.entries.push(entry);
    this.onPress?.(entry);
    return entry;
  }

  /** A message of the desk, at the instant when it was shown; it is about the newest press that it fits. @param {string} text */
  hear(text) {
    const meant = this.entries.findLast((entry) => entry.said === null && isAbout(entry, text));
    if (meant !== undefined) this.see(meant, 'message');
    else if (!this.entries.some((entry) => isAbout(entry, text))) this.strange.push(text);
  }

  /** @param {Entry} entry @param {'message' | 'view'} how */
  see(entry, how) {
    entry.said ??= how;
    for (const resolve of entry.waiters.splice(0)) resolve();
  }

  /** @param {Entry} entry @param {number} withinMs @returns {Promise<boolean>} whether the desk has said it by then */
  waitFor(entry, withinMs) {
    if (entry.said !== null) return Promise.resolve(true);
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(false), withinMs);
      entry.waiters.push(() => {
        clearTimeout(late);
        resolve(true);
      });
    });
  }

  /** @param {Entry['kind']} kind @param {Who} who */
  of(kind, who) {
    return this.entries.filter((entry) => entry.kind === kind && entry.who === who);
  }

  /** People of the book, each once. */
  get people() {
    return [...new Set(this.entries.map((entry) => entry.who))];
  }

  /** What may be the last status of a person: the last one said, or any pressed after it. @param {Who} who */
  lastStatuses(who) {
    const entries = this.of('status', who);
    return entries
      .slice(
        Math.max(
          0,
          entries.findLastIndex((entry) => entry.said !== null),
        ),
      )
      .map(({ statusId }) => statusId);
  }

  /**
   * @param {import('./server-truth.mjs').Truth} before @param {import('./server-truth.mjs').Truth} after
   * @param {readonly string[]} attention the cards of the desk, as text
   * @returns {{ confirmed: number, lost: string[], doubled: string[], waiting: string[], unexplained: string[] }}
   */
  judge(before, after, attention) {
    const verdict = { confirmed: this.entries.filter((entry) => entry.said !== null).length };
    const lists = { lost: [], doubled: [], waiting: [], unexplained: [] };
    const explained = new Set(before.people.keys());
    const people = [...after.people.values()];
    for (const who of this.people) {
      const rows = people.filter((person) => isRowOf(person, who));
      for (const row of rows) explained.add(row.Id);
      const waits = attention.some((card) => card.includes(who.lastName));
      const miss = (text) => (waits ? lists.waiting : lists.lost).push(`${who.lastName} ${who.firstName}: ${text}`);
      const creates = this.of('create', who);
      if (rows.length > 1) lists.doubled.push(`${who.lastName}: registered ${rows.length} times`);
      if (rows.length === 0 && creates.some(isSaid)) miss('registered, not on the server');
      this.#judgeBadges(who, rows, before, after, lists, miss);
      const possible = this.lastStatuses(who);
      const hasSaid = this.of('status', who).some(isSaid);
      const [row] = rows;
      const now = row?.Statuses[0]?.StatusId ?? null;
      const untouched = row === undefined ? null : (before.people.get(row.Id)?.Statuses[0]?.StatusId ?? null);
      if (row === undefined || possible.length === 0 || possible.includes(now)) continue;
      if (hasSaid || (who.id !== null && now !== untouched)) miss(`status ${now} instead of ${possible.join(' or ')}`);
    }
    this.#explain(before, after, explained, lists.unexplained);
    return { ...verdict, ...lists };
  }

  #judgeBadges(who, rows, before, after, lists, miss) {
    const ids = new Set(rows.map((row) => row.Id));
    const badges = [...after.badges.values()].filter((badge) => ids.has(badge.UserId) && !before.badges.has(badge.Id));
    const presses = this.of('badge', who);
    // The view shows that there is a badge, not whose press it was: two presses may have seen the same one.
    const told = presses.filter((entry) => entry.said === 'message').length;
    const said = Math.max(told, presses.some(isSaid) ? 1 : 0);
    if (badges.length < said) miss(`${said} badges said, ${badges.length} recorded`);
    if (badges.length > presses.length) {
      lists.doubled.push(`${who.lastName}: ${presses.length} presses, ${badges.length} badges`);
    }
  }

  #explain(before, after, explained, unexplained) {
    const touched = new Set(this.people.map((who) => who.id));
    for (const person of after.people.values()) {
      const was = before.people.get(person.Id);
      if (!explained.has(person.Id)) unexplained.push(`person ${person.Id} ${person.Email ?? ''}`);
      if (was === undefined || touched.has(person.Id)) continue;
      if (was.Statuses[0]?.StatusId !== person.Statuses[0]?.StatusId) unexplained.push(`status of ${person.Id}`);
    }
    for (const id of before.people.keys()) if (!after.people.has(id)) unexplained.push(`person ${id} is gone`);
  }
}

/** @param {Entry} entry */
function isSaid(entry) {
  return entry.said !== null;
}

/** @param {import('./server-truth.mjs').Person} person @param {Who} who */
function isRowOf(person, who) {
  return who.id === null ? person.Locales?.ru?.LastName === who.lastName : person.Id === who.id;
}

/** @param {Entry} entry @param {string} text */
function isAbout({ kind, who, title }, text) {
  if (!text.includes(who.lastName) || !text.includes(who.firstName)) return false;
  if (kind === 'create') return text.startsWith('Registered: ');
  if (kind === 'badge') return text.startsWith('Badge printed: ');
  return text.endsWith(`: ${title}`) && !text.startsWith('Registered: ') && !text.startsWith('Badge printed: ');
}
