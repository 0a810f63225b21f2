import { useTranslation } from 'react-i18next';
import { openCreate, openKept, setQuery } from '../state/desk.ts';
import { useDialog } from '../state/dialogs.ts';
import { readEngine } from '../state/engine.ts';
import { focusSearch } from '../state/focus.ts';
import { findQuestion, useJobs } from '../state/jobs.ts';
import { dropKept, nameKept, useKeptForms } from '../state/scan-kept.ts';
import { dropScanNotice, useScanNotice, type ScanNotice } from '../state/scan-notice.ts';

/** Over the desk: what the last scan did not do, and forms that scans have put aside. */
export function ScanStrips() {
  const covered = useCovered();
  return (
    <>
      <KeptForms />
      {!covered && <ScanNoticeStrip />}
    </>
  );
}

/** What is under an open dialog is neither read nor clicked: the notice is then a part of the dialog. */
function useCovered(): boolean {
  const dialog = useDialog((state) => state.dialog !== null);
  const question = useJobs((state) => findQuestion(state) !== null);
  return dialog || question;
}

/** What the last scan did not do, and why. */
export function ScanNoticeStrip() {
  const notice = useScanNotice((state) => state.notice);
  const number = useScanNotice((state) => state.number);
  return notice === null ? null : <NoticeStrip key={number} notice={notice} />;
}

function NoticeStrip({ notice }: { readonly notice: ScanNotice }) {
  const { t } = useTranslation();
  const words = useWords(notice);
  const isWaiting = notice.kind === 'severalFit' || notice.kind === 'notYet';
  return (
    <section className="strip scan-notice" data-tone={isWaiting ? 'warn' : 'problem'} aria-label={t('scan.region')}>
      <p role="alert">
        <strong>{words}</strong> <span>{t(`scan.${notice.kind}Next`)}</span>
      </p>
      <Answers notice={notice} />
      <button type="button" onClick={leave}>
        {t('common.close')}
      </button>
    </section>
  );
}

function useWords(notice: ScanNotice): string {
  const { t } = useTranslation();
  switch (notice.kind) {
    case 'account':
      return t('scan.account');
    case 'severalFit':
      return t('scan.severalFit', { code: notice.code, count: notice.count });
    case 'notCode':
    case 'nobody':
    case 'notYet':
    case 'noneFits':
    case 'inTheWay':
      return t(`scan.${notice.kind}`, { code: notice.code });
  }
}

/** What can be done next, from here. In a dialog that is the dialog's own business. */
function Answers({ notice }: { readonly notice: ScanNotice }) {
  const { t } = useTranslation();
  const covered = useCovered();
  if (covered) return null;
  switch (notice.kind) {
    case 'notCode':
      return notice.search === '' ? null : (
        <button type="button" onClick={() => search(notice.search)}>
          {t('scan.searchIt', { text: notice.code })}
        </button>
      );
    case 'nobody':
      return (
        <>
          <button type="button" onClick={refresh}>
            {t('scan.sync')}
          </button>
          <NewParticipant />
        </>
      );
    case 'noneFits':
      return <NewParticipant />;
    case 'notYet':
    case 'account':
    case 'severalFit':
    case 'inTheWay':
      return null;
  }
}

function NewParticipant() {
  const { t } = useTranslation();
  const open = (): void => {
    dropScanNotice();
    openCreate();
  };
  // The search column has the button of that name.
  return (
    <button type="button" onClick={open}>
      {t('scan.newOne')}
    </button>
  );
}

function search(text: string): void {
  dropScanNotice();
  setQuery(text);
  focusSearch();
}

function refresh(): void {
  dropScanNotice();
  void readEngine()?.syncNow();
  focusSearch();
}

function leave(): void {
  dropScanNotice();
  focusSearch();
}

function KeptForms() {
  const { t } = useTranslation();
  const forms = useKeptForms((state) => state.forms);
  return forms.map((form) => {
    const name = nameKept(form);
    const drop = (): void => {
      dropKept(form.id);
      focusSearch();
    };
    return (
      <p key={form.id} className="strip" data-tone="warn" role="status">
        {name === '' ? t('scan.keptNameless') : t('scan.kept', { name })}
        <button type="button" onClick={() => openKept(form)}>
          {t('scan.returnTo')}
        </button>
        <button type="button" onClick={drop}>
          {t('scan.drop')}
        </button>
      </p>
    );
  });
}
