import { useMemo } from 'react';
import { listLostJournals, useLostJournals } from '../state/lost-journals.ts';
import { useStation } from '../state/station.ts';

/** Files of journals whose records have not come back. */
export function useLost(): readonly string[] {
  const notices = useStation((state) => state.station?.notices);
  const recovered = useLostJournals((state) => state.recovered);
  return useMemo(() => listLostJournals(notices ?? [], recovered), [notices, recovered]);
}
