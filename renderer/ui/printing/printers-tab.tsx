import { useState } from 'react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FoundPrinter, Printer, PrinterConnection } from '../../../shared/contract/printing.ts';
import type { Station } from '../../../shared/contract/station.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { callHost, type Failure } from '../state/host.ts';
import { useStation } from '../state/station.ts';
import { printTestPage, removePrinter } from './acts.ts';
import { AskNote } from './ask-note.tsx';
import { describeAddress, draftOf, newDraft, type ConnectionKind, type PrinterDraft } from './printer-draft.ts';
import { PrinterForm } from './printer-form.tsx';
import { usePrinting } from './store.ts';
import { namePrinter } from './use-printers.ts';

/** Printers of this desk: found in the network or added by hand, changed, tried, removed. */
export function PrintersTab() {
  const { t } = useTranslation();
  const printers = usePrinting((state) => state.printers);
  const shell = useStation((state) => state.station?.shell ?? 'browser');
  const [editing, setEditing] = useState<PrinterDraft | null>(null);
  if (printers === null) return <p className="quiet">{t('printScreen.loading')}</p>;
  const isFixed = printers.some(({ id }) => id === 'print-to');
  if (editing !== null) {
    return (
      <PrinterForm
        key={editing.id}
        draft={editing}
        saved={printers.find(({ id }) => id === editing.id) ?? null}
        onDone={() => setEditing(null)}
      />
    );
  }
  return (
    <>
      <section className="printing-section">
        <h3>{t('printers.title')}</h3>
        {isFixed && <p className="note">{t('printers.fixed')}</p>}
        {printers.length === 0 && <p className="quiet">{t('printers.none')}</p>}
        <ul className="printer-list">
          {printers.map((printer) => (
            <PrinterRow
              key={printer.id}
              printer={printer}
              isFixed={isFixed}
              onEdit={() => setEditing(draftOf(printer))}
            />
          ))}
        </ul>
      </section>
      {!isFixed && (
        <>
          <Discovery
            known={printers}
            onAdd={(found) =>
              setEditing(newDraft(crypto.randomUUID(), found.connection, found.name, found.capabilities))
            }
          />
          <section className="printing-section">
            <h3>{t('printers.addByHand')}</h3>
            <div className="add-kinds">
              {listKinds(shell).map((kind) => (
                <button type="button" key={kind} onClick={() => setEditing(newDraft(crypto.randomUUID(), kind))}>
                  {t(`printers.kind.${kind}`)}
                </button>
              ))}
            </div>
          </section>
        </>
      )}
    </>
  );
}

function listKinds(shell: Station['shell']): readonly ConnectionKind[] {
  const everywhere = ['ipp', 'zpl', 'folder'] as const;
  return shell === 'electron' ? ['system', ...everywhere] : [...everywhere, 'windows', 'browser'];
}

function PrinterRow(props: { readonly printer: Printer; readonly isFixed: boolean; readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { printer } = props;
  const { media } = printer;
  const name = namePrinter({ ...printer, kind: printer.connection.kind });
  const size = media === null ? t('printerForm.mediaAny') : t('printerForm.mediaSize', { ...media });
  return (
    <li className="printer-row">
      <div className="job-who">
        <strong>{name}</strong>
        <p className="quiet">
          {[t(`printers.kind.${printer.connection.kind}`), describeAddress(printer.connection), size]
            .filter((text) => text !== '')
            .join(' · ')}
        </p>
      </div>
      <div className="job-buttons">
        <button
          type="button"
          className="small"
          aria-label={t('printers.testOne', { name })}
          onClick={() => void printTestPage(printer)}
        >
          {t('printers.test')}
        </button>
        {!props.isFixed && (
          <>
            <button type="button" className="small" aria-label={t('printers.editOne', { name })} onClick={props.onEdit}>
              {t('printers.edit')}
            </button>
            <button
              type="button"
              className="small danger"
              aria-label={t('printers.removeOne', { name })}
              onClick={() => setAsking(true)}
            >
              {t('printers.remove')}
            </button>
          </>
        )}
      </div>
      {asking && (
        <AskNote
          isDanger
          title={t('printers.removeTitle')}
          text={t('printers.removeText', { name })}
          yes={t('printers.remove')}
          onYes={() => void removePrinter(printer.id).then(setFailure)}
          onNo={() => setAsking(false)}
        />
      )}
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
    </li>
  );
}

type Search =
  | { readonly is: 'idle' | 'searching' }
  | { readonly is: 'done'; readonly found: readonly FoundPrinter[]; readonly problems: readonly string[] }
  | { readonly is: 'failed'; readonly failure: Failure };

function Discovery(props: { readonly known: readonly Printer[]; readonly onAdd: (found: FoundPrinter) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState<Search>({ is: 'idle' });
  const look = async (): Promise<void> => {
    setSearch({ is: 'searching' });
    const answer = await callHost('discoverPrinters', {});
    setSearch(answer.ok ? { is: 'done', ...answer.value } : { is: 'failed', failure: answer.problem });
  };
  const isKnown = (connection: PrinterConnection): boolean =>
    props.known.some((one) => JSON.stringify(one.connection) === JSON.stringify(connection));
  const found = search.is === 'done' ? search.found.filter(({ connection }) => !isKnown(connection)) : [];
  return (
    <section className="printing-section">
      <h3>{t('printers.findTitle')}</h3>
      <p className="setting-row">
        <button type="button" disabled={search.is === 'searching'} onClick={() => void look()}>
          {t('printers.find')}
        </button>
        {search.is === 'searching' && (
          <span className="print-state" role="status">
            <span className="spinner" aria-hidden="true" />
            {t('printers.finding')}
          </span>
        )}
      </p>
      {search.is === 'failed' && <ProblemNote code={search.failure.code} detail={search.failure.detail} />}
      {search.is === 'done' && found.length === 0 && <p role="status">{t('printers.foundNone')}</p>}
      {search.is === 'done' &&
        search.problems.map((what) => (
          <p className="quiet" key={what}>
            {tellSearch(what)}
          </p>
        ))}
      <ul className="printer-list">
        {found.map((one) => (
          <li className="printer-row" key={JSON.stringify(one.connection)}>
            <div className="job-who">
              <strong>{one.name}</strong>
              <p className="quiet">
                {[t(`printers.kind.${one.connection.kind}`), describeAddress(one.connection), one.detail]
                  .filter((text) => text !== '')
                  .join(' · ')}
              </p>
            </div>
            <div className="job-buttons">
              <button
                type="button"
                className="small"
                aria-label={t('printers.addFound', { name: one.name })}
                onClick={() => props.onAdd(one)}
              >
                {t('printers.add')}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Why a place was not searched, in the words of the desk where it has some. */
function tellSearch(what: string): string {
  if (what.startsWith('CUPS does not run')) return i18next.t('printers.noCups');
  if (what.includes('multicast DNS')) return i18next.t('printers.noMulticast');
  return i18next.t('printers.foundProblem', { what });
}
