import { useEffect, useState } from 'react';
import type { ParticipantKey } from '../../../shared/operations/operation.ts';
import type { Filters } from '../../engine/api.ts';
import { describeFailure } from '../state/commands.ts';
import { readEngine } from '../state/engine.ts';
import { showToast } from '../state/toasts.ts';

/** Everybody whom the filters let through; null while they are looked for. */
export function usePeople(filters: Filters, turn: number): readonly ParticipantKey[] | null {
  const [found, setFound] = useState<{ readonly of: string; readonly keys: readonly ParticipantKey[] } | null>(null);
  const of = JSON.stringify([filters, turn]);
  useEffect(() => {
    let gone = false;
    const look = async (): Promise<void> => {
      const keys = await readEngine()?.whom({ filters });
      if (!gone && keys !== undefined) setFound({ of, keys });
    };
    look().catch((error: unknown) => showToast('problem', describeFailure('', String(error))));
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `of` is the filters by their value
  }, [of]);
  return found?.of === of ? found.keys : null;
}
