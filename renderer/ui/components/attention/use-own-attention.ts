import { useMemo } from 'react';
import type { AttentionItem } from '../../../engine/api.ts';
import { selectOwnItems, useAttention } from '../../state/attention.ts';
import { useStation } from '../../state/station.ts';

/** What this operator has to settle, and how much others have. Null until the engine has told it. */
export function useOwnAttention(): { readonly own: readonly AttentionItem[]; readonly others: number } | null {
  const items = useAttention((state) => state.items);
  const operator = useStation((state) => state.station?.session.operator ?? null);
  return useMemo(() => {
    if (items === null) return null;
    const own = selectOwnItems(items, operator);
    return { own, others: items.length - own.length };
  }, [items, operator]);
}
