import { useEngine } from '../state/engine.ts';
import { useStation } from '../state/station.ts';

export interface ParkedNames {
  /** Logins; empty when there are none. */
  readonly names: string;
  /** The words are others for one. */
  readonly several: boolean;
}

/** Operators whom the server does not know. */
export function useParkedNames(): ParkedNames {
  const parked = useStation((state) => state.connection?.parkedOperators);
  const operators = useEngine((state) => state.tables?.operators);
  const logins = (parked ?? []).map((id) => operators?.find((one) => one.Id === id)?.Login ?? `#${id}`);
  return { names: logins.join(', '), several: logins.length > 1 };
}
