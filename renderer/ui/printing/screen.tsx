import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../components/panel.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { useStation } from '../state/station.ts';
import { BatchTab } from './batch-tab.tsx';
import { PrintersTab } from './printers-tab.tsx';
import { QueueTab } from './queue-tab.tsx';
import { ReprintsTab } from './reprints-tab.tsx';
import { RulesTab } from './rules-tab.tsx';
import { SheetTab } from './sheet-tab.tsx';
import { loadPrinters, openPrintTab, PRINT_TABS, usePrinting, type PrintTab } from './store.ts';

/** All of printing at this desk, beside the line of people and not in its way: an operator sees the queue, an administrator all. */
export function PrintingScreen() {
  const { t } = useTranslation();
  const tabsId = useId();
  const isAdmin = useStation((state) => state.station?.session.operator?.Role === 'Admin');
  const chosen = usePrinting((state) => state.tab);
  const failure = usePrinting((state) => state.failure);
  const known = useStation((state) => state.station?.printers);
  const tab = isAdmin ? chosen : 'queue';
  useEffect(() => {
    void loadPrinters(); // again whenever the station tells of other printers
  }, [known]);
  return (
    <Panel name="printing" title={t('printScreen.region')}>
      {isAdmin && <Tabs id={tabsId} chosen={tab} />}
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
      <div
        className="printing-tab"
        role={isAdmin ? 'tabpanel' : undefined}
        id={`${tabsId}-panel`}
        aria-labelledby={isAdmin ? `${tabsId}-${tab}` : undefined}
      >
        <TabContent tab={tab} />
      </div>
      {!isAdmin && <p className="quiet">{t('printScreen.operatorOnly')}</p>}
    </Panel>
  );
}

function TabContent({ tab }: { readonly tab: PrintTab }) {
  switch (tab) {
    case 'queue':
      return <QueueTab />;
    case 'printers':
      return <PrintersTab />;
    case 'rules':
      return <RulesTab />;
    case 'batch':
      return <BatchTab />;
    case 'reprints':
      return <ReprintsTab />;
    case 'sheet':
      return <SheetTab />;
  }
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

function Tabs({ id, chosen }: { readonly id: string; readonly chosen: PrintTab }) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const handle = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = Math.max(0, Math.min(PRINT_TABS.indexOf(chosen) + step, PRINT_TABS.length - 1));
    const next = PRINT_TABS[at];
    if (next === undefined) return;
    openPrintTab(next);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[at]?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={t('printScreen.tabs')} ref={list} onKeyDown={handle}>
      {PRINT_TABS.map((tab) => (
        <button
          type="button"
          role="tab"
          key={tab}
          id={`${id}-${tab}`}
          aria-selected={tab === chosen}
          aria-controls={`${id}-panel`}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => openPrintTab(tab)}
        >
          {t(`printScreen.tab.${tab}`)}
        </button>
      ))}
    </div>
  );
}
