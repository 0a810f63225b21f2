import { useState } from 'react';
import type { AttentionItem } from '../../../engine/api.ts';

interface Rings {
  readonly ids: readonly string[];
  /** How often the bell has rung. */
  readonly times: number;
}

/** The bell rings once more when something has come that did not wait before, and never because something was settled. */
export function countRings({ ids: before, times }: Rings, ids: readonly string[]): Rings {
  return { ids, times: ids.some((id) => !before.includes(id)) ? times + 1 : times };
}

/** @returns a number that grows when the bell has to ring */
export function useRings(items: readonly AttentionItem[]): number {
  const [rings, setRings] = useState<Rings>({ ids: [], times: 0 });
  const ids = items.map(({ operation }) => operation.id);
  if (ids.join() === rings.ids.join()) return rings.times;
  const next = countRings(rings, ids);
  setRings(next);
  return next.times;
}
