import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownEvent, Station } from '../../../shared/contract/station.ts';
import type { Operator } from '../../../shared/ruvents/tables.ts';
import { describeFailure } from '../state/commands.ts';
import { followsSchedule, sortParts } from '../state/current-part.ts';
import { showDialog } from '../state/dialogs.ts';
import { readEngine, useEngine } from '../state/engine.ts';
import { focusSearch } from '../state/focus.ts';
import { usePart } from '../state/part.ts';
import { saveSettings } from '../state/station.ts';
import { showToast } from '../state/toasts.ts';
import { PrintingButton } from '../printing/printing-button.tsx';
import { AttentionBell } from './attention/bell.tsx';
import { ConnectionRegion, SyncDetailsButton } from './connection-region.tsx';
import { OperatorMenu } from './operator-menu.tsx';

export function TopBar(props: { readonly station: Station; readonly event: KnownEvent; readonly operator: Operator }) {
  const title = useEngine((state) => state.tables?.event.Title);
  return (
    <header className="top-bar">
      <h1 className="event-title">{title === undefined || title === '' ? props.event.title : title}</h1>
      <PartSelect station={props.station} />
      <ConnectionRegion />
      <SyncDetailsButton />
      <SyncButton />
      <PrintingButton />
      <AttentionBell />
      <OperatorMenu operator={props.operator} />
    </header>
  );
}

function SyncButton() {
  const { t } = useTranslation();
  const syncNow = (): void => {
    readEngine()
      ?.syncNow()
      .catch((error: unknown) => showToast('problem', describeFailure('', String(error))));
    focusSearch();
  };
  return (
    <button type="button" onClick={syncNow}>
      {t('desk.syncNow')}
    </button>
  );
}

const BY_SCHEDULE = 'schedule';

function PartSelect({ station }: { readonly station: Station }) {
  const { t } = useTranslation();
  const id = useId();
  const parts = useEngine((state) => state.tables?.parts);
  const current = usePart((state) => state.partId);
  if (parts === undefined || parts.length === 0) return null;
  const { settings } = station;
  const scheduled = followsSchedule(settings);
  const title = parts.find((part) => part.Id === current)?.Title ?? '';

  const choose = async (value: string): Promise<void> => {
    if (value === BY_SCHEDULE && settings.schedule.length === 0) {
      showDialog({ kind: 'settings' });
      return;
    }
    const chosen =
      value === BY_SCHEDULE
        ? { ...settings, scheduleOff: false }
        : { ...settings, currentPart: Number(value), scheduleOff: settings.schedule.length > 0 };
    const failure = await saveSettings(chosen);
    if (failure !== null) showToast('problem', describeFailure(failure.code, failure.detail));
    focusSearch();
  };

  return (
    <div className="part-select">
      <label htmlFor={id}>{t('desk.currentPart')}</label>
      <select
        id={id}
        value={scheduled ? BY_SCHEDULE : String(current)}
        onChange={(event) => void choose(event.target.value)}
      >
        {sortParts(parts).map((part) => (
          <option key={part.Id} value={part.Id}>
            {part.Title}
          </option>
        ))}
        <option value={BY_SCHEDULE}>
          {scheduled ? t('desk.byScheduleNow', { part: title }) : t('desk.bySchedule')}
        </option>
      </select>
    </div>
  );
}
