import { useEngine } from '../state/engine.ts';
import { useStation } from '../state/station.ts';

/** Operators whom the server does not know, by their logins; empty when there are none. */
export function useParkedNames(): string {
  const parked = useStation((state) => state.connection?.parkedOperators);
  const operators = useEngine((state) => state.tables?.operators);
  return (parked ?? []).map((id) => operators?.find((one) => one.Id === id)?.Login ?? `#${id}`).join(', ');
}
