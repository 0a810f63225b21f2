import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventSettings, Station } from '../../../../shared/contract/station.ts';
import { DesignerSettings } from '../../designer/settings-section.tsx';
import { registersPerPart } from '../../state/current-part.ts';
import { usePrinters } from '../../printing/use-printers.ts';
import { openHealth, openPrinting } from '../../state/desk.ts';
import { closeDialog, showDialog } from '../../state/dialogs.ts';
import { useEngine } from '../../state/engine.ts';
import type { Failure } from '../../state/host.ts';
import { askToLeaveEvent } from '../../state/leaving.ts';
import { saveSettings, useStation } from '../../state/station.ts';
import { Dialog } from '../dialog.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { LeftOutList } from '../left-out-list.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { useFormat } from '../use-format.ts';
import { ExchangeSettings } from './exchange.tsx';
import { Licences } from './licences.tsx';
import { HandOverSettings, RecoverySettings } from './safekeeping.tsx';
import { ScannerSection } from './scanner.tsx';
import { StationKeySettings } from './station-key.tsx';
import { ScheduleEditor } from './schedule-editor.tsx';

/** Settings apply as they are chosen: there is nothing to save here. */
export function SettingsDialog() {
  const { t } = useTranslation();
  const station = useStation((state) => state.station);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (station === null) return null;
  const apply = (change: Partial<EventSettings>): void => {
    void saveSettings({ ...station.settings, ...change }).then(setFailure);
  };
  const admin = station.session.operator?.Role === 'Admin';
  const leave = (): void => {
    closeDialog();
    void askToLeaveEvent();
  };
  return (
    <Dialog
      wide
      title={t('desk.settings')}
      onClose={closeDialog}
      actions={
        <button type="button" className="primary" data-focus="" onClick={closeDialog}>
          {t('common.close')}
        </button>
      }
    >
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
      <section>
        <h3>{t('common.language')}</h3>
        <LanguageSwitch />
      </section>
      <PartSettings station={station} apply={apply} />
      <ScannerSection settings={station.settings} apply={apply} />
      <PrintingSettings station={station} />
      {admin && <DesignerSettings />}
      <section>
        <h3>{t('settings.event')}</h3>
        <p>
          {station.event?.title} <span className="quiet">{station.event?.server}</span>
        </p>
        <p className="setting-row">
          <button type="button" onClick={leave}>
            {t('settings.leave')}
          </button>
          <span className="quiet">{t('settings.leaveHint')}</span>
        </p>
      </section>
      {admin ? (
        <>
          <ExchangeSettings settings={station.settings} apply={apply} />
          <RecoverySettings station={station} />
          <HandOverSettings />
          <StationKeySettings station={station} />
        </>
      ) : (
        <p className="quiet">{t('exchange.adminOnly')}</p>
      )}
      <LeftOutList />
      <Notices station={station} />
      <About station={station} />
    </Dialog>
  );
}

function PartSettings(props: { readonly station: Station; readonly apply: (change: Partial<EventSettings>) => void }) {
  const { t } = useTranslation();
  const parts = useEngine((state) => state.tables?.parts) ?? [];
  const { settings } = props.station;
  if (parts.length === 0) return null;
  return (
    <section>
      <h3>{t('settings.schedule')}</h3>
      <label className="check">
        <input
          type="checkbox"
          checked={registersPerPart(settings, parts)}
          onChange={(event) => props.apply({ registrationPerPart: event.target.checked })}
        />
        {t('settings.perPart')}
      </label>
      <p className="quiet">{t('settings.perPartHint')}</p>
      <p className="quiet">{t('settings.scheduleHint')}</p>
      <ScheduleEditor
        parts={parts}
        schedule={settings.schedule}
        onChange={(schedule) => props.apply({ schedule: [...schedule], scheduleOff: schedule.length === 0 })}
      />
    </section>
  );
}

function PrintingSettings({ station }: { readonly station: Station }) {
  const { t } = useTranslation();
  const printers = usePrinters();
  const leadOn = (): void => {
    closeDialog();
    openPrinting();
  };
  return (
    <section>
      <h3>{t('settings.printing')}</h3>
      {printers.length === 0 && <p>{t('printQueue.none')}</p>}
      {printers.map(({ id, name, kind }, index) => (
        <p key={id}>
          {name}{' '}
          <span className="quiet">
            {name !== t(`printers.kind.${kind}`) && t(`printers.kind.${kind}`)}{' '}
            {index === 0 && kind === 'folder' && station.printing.where}
          </span>
        </p>
      ))}
      <p className="setting-row">
        <button type="button" onClick={leadOn}>
          {t('settings.toPrinting')}
        </button>
      </p>
    </section>
  );
}

function Notices({ station }: { readonly station: Station }) {
  const { t } = useTranslation();
  if (station.notices.length === 0) return null;
  return (
    <section>
      <h3>{t('settings.notices')}</h3>
      {station.notices.map((notice, index) => (
        <p key={index}>{t(`settings.notice.${notice.code}`, { detail: notice.detail })}</p>
      ))}
    </section>
  );
}

function About({ station }: { readonly station: Station }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const lastPull = useEngine((state) => state.sync?.lastPull ?? null);
  const look = (): void => {
    closeDialog();
    openHealth();
  };
  return (
    <section>
      <h3>{t('settings.about')}</h3>
      <p>
        {t('settings.version', { version: station.version })}, {t(`settings.shell.${station.shell}`)}
        {lastPull !== null && `. ${t('settings.lastPull', { time: time(lastPull) })}`}
      </p>
      <p className="setting-row">
        <button type="button" onClick={look}>
          {t('health.open')}
        </button>
        <button type="button" onClick={() => showDialog({ kind: 'report' })}>
          {t('report.open')}
        </button>
      </p>
      <Licences />
    </section>
  );
}
