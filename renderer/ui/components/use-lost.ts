import { useMemo } from 'react';
import { listDamagedJournals, listLostJournals, useLostJournals } from '../state/lost-journals.ts';
import { useStation } from '../state/station.ts';

/** Files of journals whose records have not come back. */
export function useLost(): readonly string[] {
  const notices = useStation((state) => state.station?.notices);
  const recovered = useLostJournals((state) => state.recovered);
  return useMemo(() => listLostJournals(notices ?? [], recovered), [notices, recovered]);
}

/** Files of journals that were damaged and have been mended, until a person has taken note of them. */
export function useDamaged(): readonly string[] {
  const notices = useStation((state) => state.station?.notices);
  const seen = useLostJournals((state) => state.seen);
  return useMemo(() => listDamagedJournals(notices ?? [], seen), [notices, seen]);
}
