/** What the server has, asked over its API by somebody who is not the desk. */

const PAGE = 500;
const REQUEST_MS = 10_000;

/**
 * @typedef {{ Id: number, Email?: string, Statuses: { StatusId: number | null }[],
 *   Locales: { ru: { LastName?: string, FirstName?: string } } }} Person
 * @typedef {{ Id: number, UserId: number }} Badge
 * @typedef {{ people: Map<number, Person>, badges: Map<number, Badge>, statuses: { Id: number, Title: string }[] }} Truth
 */

/** @param {{ url: string, hash: string }} server @returns {Promise<Truth>} */
export async function readTruth(server) {
  const { Statuses: statuses } = await ask(server, '/event/statuses');
  return {
    people: await readFeed(server, '/participants', 'Participants'),
    badges: await readFeed(server, '/badges', 'Badges'),
    statuses,
  };
}

/** The practice server without quirks: `since` is exclusive and no page splits a second. */
async function readFeed(server, path, name) {
  const rows = new Map();
  let since = null;
  for (;;) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(since === null ? {} : { since }) });
    const page = await ask(server, `${path}?${query}`);
    for (const row of page[name]) rows.set(row.Id, row);
    if (page.HasMore !== true) return rows;
    since = page.NextSince;
  }
}

async function ask({ url, hash }, path) {
  const response = await fetch(`${url}${path}`, {
    headers: { 'X-Ruvents-Hash': hash },
    signal: AbortSignal.timeout(REQUEST_MS),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
