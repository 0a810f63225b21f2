/**
 * An operator at the desk, by the names of the stable surface alone. Every press is in the book before it is made; what the desk
 * says is heard in the page, at the instant when it is shown. Any step may find the desk dead: then it throws.
 */

const CONFIRM_MS = 8000;
const VIEW_MS = 10_000;

/** @param {import('@playwright/test').Page} page @param {import('./book.mjs').Book} book @param {string} url */
export async function openDesk(page, book, url) {
  await page.exposeBinding('stoikaSaid', (_source, text) => book.hear(String(text)));
  await page.addInitScript(tellMessages);
  await page.goto(url, { waitUntil: 'commit' });
  return page;
}

/** Runs in the page. */
function tellMessages() {
  const told = new WeakSet();
  const look = () => {
    for (const line of document.querySelectorAll('.toast[data-tone="done"] > span')) {
      if (told.has(line)) continue;
      told.add(line);
      window.stoikaSaid(line.textContent);
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
}

/** @param {import('@playwright/test').Page} page */
export function deskOf(page) {
  const results = page.getByRole('list', { name: 'Results' });
  const panel = page.getByRole('region', { name: 'Participant' });
  return {
    search: page.getByRole('searchbox', { name: 'Find a participant' }),
    results,
    row: (text) => results.getByRole('listitem').filter({ hasText: text }),
    panel,
    status: panel.getByRole('combobox', { name: /^Status/ }).first(),
    arrived: panel.getByText(/^Arrived /),
    connection: page.getByRole('status', { name: 'Connection' }),
    button: (name) => page.getByRole('button', { name, exact: true }),
  };
}

/** The engine is open and can be asked; whether there is a network does not matter. @param {number} withinMs */
export async function waitForDesk(page, withinMs = 40_000) {
  const desk = deskOf(page);
  await desk.connection.filter({ hasText: /unsent: \d/ }).waitFor({ timeout: withinMs });
  await desk.search.waitFor();
}

/** What only this person has, to search for. @param {import('./book.mjs').Who} who */
function keyOf(who) {
  return who.email === '' ? { query: who.lastName, label: 'Last name' } : { query: who.email, label: 'Email' };
}

/** Finds a person and opens them. @param {import('./book.mjs').Who} who @returns {Promise<boolean>} false: not found */
export async function findPerson(page, who, withinMs = VIEW_MS) {
  const desk = deskOf(page);
  const { query, label } = keyOf(who);
  await desk.search.fill(query);
  const row = desk.row(query).first();
  if (!(await appears(row, withinMs))) return false;
  await row.click();
  await desk.panel.getByLabel(label, { exact: true }).waitFor();
  const shown = await desk.panel.getByLabel(label, { exact: true }).inputValue();
  if (shown !== query) throw new Error(`asked for ${query}, the desk opened ${shown}`);
  return true;
}

/** @param {import('./book.mjs').Book} book @param {{ Id: number, Title: string }[]} statuses */
export async function changeStatus(page, book, who, statuses, chance) {
  if (!(await findPerson(page, who))) throw new Error(`${who.lastName} is not found`);
  const { status } = deskOf(page);
  const now = await status.inputValue();
  const next = chance.pick(statuses.filter((one) => String(one.Id) !== now));
  const entry = book.press('status', who, next);
  await status.selectOption(String(next.Id));
  return book.waitFor(entry, CONFIRM_MS);
}

/** Prints for the person who is open. @param {import('./book.mjs').Book} book */
export async function printBadge(page, book, who, withinMs = CONFIRM_MS) {
  const desk = deskOf(page);
  const entry = book.press('badge', who);
  await desk.panel.getByRole('button', { name: 'Print badge' }).click();
  return book.waitFor(entry, withinMs);
}

/** @param {import('./book.mjs').Book} book */
export async function registerWalkIn(page, book, who, withinMs = CONFIRM_MS) {
  const desk = deskOf(page);
  await page.getByRole('button', { name: 'New participant' }).first().click();
  const lastName = page.getByLabel('Last name', { exact: true });
  await lastName.fill(''); // the form may be open with what was typed before a kill
  await lastName.pressSequentially(who.lastName, { delay: 10 });
  await page.getByLabel('First name', { exact: true }).fill(who.firstName);
  if (who.email !== '') await page.getByLabel('Email', { exact: true }).fill(who.email);
  const entry = book.press('create', who);
  await desk.button('Register').click();
  const anyway = desk.button('Register anyway');
  const first = await Promise.race([
    book.waitFor(entry, withinMs),
    anyway.waitFor({ timeout: withinMs }).then(
      () => null,
      () => false,
    ),
  ]);
  if (first !== null) return first;
  await anyway.click();
  return book.waitFor(entry, withinMs);
}

/** Whether the view shows what this entry says. @param {import('./book.mjs').Entry} entry */
export async function isShown(page, entry, withinMs) {
  if (!(await findPerson(page, entry.who, withinMs))) return false;
  const desk = deskOf(page);
  if (entry.kind === 'create') return true;
  if (entry.kind === 'badge') return appears(desk.arrived, withinMs);
  const until = Date.now() + withinMs;
  for (;;) {
    if ((await desk.status.inputValue()) === String(entry.statusId)) return true;
    if (Date.now() > until) return false;
    await page.waitForTimeout(100);
  }
}

/** As a browser does that is short of space, or a person who clears its data. @returns how many databases there were */
export function deleteStorage(page) {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    for (const { name = '' } of databases) indexedDB.deleteDatabase(name);
    return databases.length;
  });
}

/** Everybody is read anew. */
export async function startSweep(page) {
  await page.keyboard.press('F6');
  await page.getByRole('button', { name: 'Read everybody anew' }).click();
}

/** Cards that wait for a person, as text. */
export async function readAttention(page) {
  await page.getByRole('button', { name: 'Attention', exact: true }).first().click();
  const region = page.getByRole('region', { name: 'Attention' });
  await region.waitFor();
  return region.locator('ol > li').allInnerTexts();
}

/**
 * Says of every row that the desk asks about that it is the one: the walk-ins of the book have names that nobody else has.
 * @returns the cards that were answered, as text
 */
export async function recogniseWalkIns(page) {
  await readAttention(page);
  const answered = [];
  for (;;) {
    const card = page
      .getByRole('region', { name: 'Attention' })
      .locator('ol > li')
      .filter({ hasText: 'It is this one: ' });
    if ((await card.count()) === 0) return answered;
    const text = await card.first().innerText();
    await card.first().getByRole('button', { name: 'It is this one: ' }).click();
    await card.filter({ hasText: text.split('\n')[0] }).waitFor({ state: 'detached' });
    answered.push(text);
  }
}

/** @param {number} withinMs */
export async function waitForUnsent(page, count, withinMs) {
  const text = new RegExp(`unsent: ${count}\\b`);
  return appears(deskOf(page).connection.filter({ hasText: text }), withinMs);
}

/** @param {import('@playwright/test').Locator} locator @param {number} withinMs */
export async function appears(locator, withinMs) {
  try {
    await locator.waitFor({ timeout: withinMs });
    return true;
  } catch (error) {
    if (error.name === 'TimeoutError') return false;
    throw error;
  }
}
