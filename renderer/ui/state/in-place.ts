/**
 * Results that change while somebody looks at them: whoever is shown stays where they are, and nobody is put in front of the row
 * that is chosen. The order is the engine's again with the next key that is typed.
 */
import type { ResultRow } from '../../engine/api.ts';

/**
 * @param before rows as they are shown, `current` the chosen one of them
 * @param now rows of the same search, in the engine's order
 */
export function keepInPlace(
  before: readonly ResultRow[],
  now: readonly ResultRow[],
  current: number,
): readonly ResultRow[] {
  const byKey = new Map(now.map((row) => [row.key, row] as const));
  const kept = before.flatMap(({ key }) => byKey.get(key) ?? []);
  const chosen = before[current]?.key;
  const shown = new Set(kept.map(({ key }) => key));
  const first = kept.findIndex(({ key }) => key === chosen) + 1;
  now.forEach((row, at) => {
    if (shown.has(row.key)) return;
    // behind whoever the engine puts before them
    const front = now[at - 1]?.key;
    const place = front === undefined ? 0 : kept.findIndex(({ key }) => key === front) + 1;
    kept.splice(Math.max(place, first), 0, row);
    shown.add(row.key);
  });
  return kept;
}
