import { useTranslation } from 'react-i18next';
import i18next from 'i18next';
import type { Station } from '../../../shared/contract/station.ts';
import { useStation } from '../state/station.ts';

export type KnownPrinter = Station['printers'][number];

/** The printers that a station has by itself are called by what they are, in the language of the desk. */
const BY_ITSELF: ReadonlySet<string> = new Set(['default', 'print-to']);

export function namePrinter({ id, name, kind }: Pick<KnownPrinter, 'id' | 'name' | 'kind'>): string {
  return BY_ITSELF.has(id) ? i18next.t(`printers.kind.${kind}`) : name;
}

/** Printers of this station, the standard one first, as people call them. */
export function usePrinters(): readonly KnownPrinter[] {
  useTranslation(); // said anew when the language changes
  const printers = useStation((state) => state.station?.printers);
  return (printers ?? []).map((printer) => ({ ...printer, name: namePrinter(printer) }));
}
