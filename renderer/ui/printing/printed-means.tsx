import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import { choosePrinter, chooseTemplate } from '../../../shared/printing/rules.ts';
import { findTopStatus } from '../state/participant-facts.ts';
import { useEngine } from '../state/engine.ts';
import { usePart } from '../state/part.ts';
import { useStation } from '../state/station.ts';
import { findStatus, usePrinting } from './store.ts';
import { namePrinter } from './use-printers.ts';

/** Where this badge will be printed, and what "printed" means there. */
export function PrintedMeans({ view }: { readonly view: ParticipantView }) {
  const { t } = useTranslation();
  const station = useStation((state) => state.station);
  const tables = useEngine((state) => state.tables);
  const { partId, badgePart } = usePart();
  const queue = usePrinting((state) => state.queue);
  if (station === null) return null;
  const { badges, printers } = station;
  const whose = { statusId: findTopStatus(view, tables, partId), partId: badgePart };
  const ids = printers.map(({ id }) => id);
  const chosen = choosePrinter(badges, ids, chooseTemplate(badges, whose), whose);
  const printer = printers.find(({ id }) => id === chosen);
  const status = findStatus(queue, chosen);
  if (printer === undefined || status === null) return null;
  return (
    <p className="print-means quiet">
      {t('job.printsOn', { printer: namePrinter(printer) })}. {t(`confirmation.${status.confirms}`)}
    </p>
  );
}
