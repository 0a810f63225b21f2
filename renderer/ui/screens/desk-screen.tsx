import type { KnownEvent, Station } from '../../../shared/contract/station.ts';
import { useTranslation } from 'react-i18next';
import type { Operator } from '../../../shared/ruvents/tables.ts';
import { AttentionPanel } from '../components/attention/panel.tsx';
import { CorrectForm } from '../components/attention/correct-form.tsx';
import { CreateForm } from '../components/create-form.tsx';
import { Dialogs } from '../components/dialogs.tsx';
import { ParticipantPanel } from '../components/participant-panel.tsx';
import { RunetPanel } from '../components/runet-panel.tsx';
import { ScanStrips } from '../components/scan-strips.tsx';
import { SearchColumn } from '../components/search-column.tsx';
import { PracticeBanner, Strips } from '../components/strips.tsx';
import { SyncPanel } from '../components/sync/panel.tsx';
import { Toasts } from '../components/toasts.tsx';
import { TopBar } from '../components/top-bar.tsx';
import { Designer } from '../designer/screen.tsx';
import { HealthPanel } from '../health/panel.tsx';
import { useDeskKeys } from '../components/use-desk-keys.ts';
import { PrintingScreen } from '../printing/screen.tsx';
import { useDesk } from '../state/desk.ts';

/** The desk: on the left whom one looks for, on the right the one who stands there. */
export function DeskScreen(props: {
  readonly station: Station;
  readonly event: KnownEvent;
  readonly operator: Operator;
}) {
  useDeskKeys();
  return (
    <div className="desk">
      <PracticeBanner event={props.event} />
      <TopBar {...props} />
      <Strips />
      <ScanStrips />
      <main className="desk-main">
        <SearchColumn />
        <RightSide />
        <Toasts />
      </main>
      <Dialogs />
      <Designer />
    </div>
  );
}

function RightSide() {
  const { t } = useTranslation();
  const panel = useDesk((state) => state.panel);
  switch (panel.kind) {
    case 'participant':
      return <ParticipantPanel key={panel.opening} />;
    case 'create':
      return <CreateForm key={panel.opening} prefill={panel.prefill} kept={panel.kept} />;
    case 'correct':
      return <CorrectForm key={panel.opening} operation={panel.operation} kept={panel.kept} />;
    case 'runet':
      return <RunetPanel key={panel.opening} query={panel.query} />;
    case 'attention':
      return <AttentionPanel key={panel.opening} />;
    case 'sync':
      return <SyncPanel key={panel.opening} />;
    case 'health':
      return <HealthPanel key={panel.opening} />;
    case 'printing':
      return <PrintingScreen key={panel.opening} />;
    case 'none':
      return (
        <div className="panel-none">
          <p className="panel-none-title">{t('desk.nobodyOpen')}</p>
          <p className="quiet">{t('desk.nobodyOpenHint')}</p>
        </div>
      );
  }
}
