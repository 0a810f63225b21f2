import { useTranslation } from 'react-i18next';
import type { EventSettings } from '../../../../shared/contract/station.ts';
import type { Part } from '../../../../shared/ruvents/tables.ts';
import { sortParts } from '../../state/current-part.ts';

type Schedule = EventSettings['schedule'];

/** Rows of part and hour; each change applies at once. */
export function ScheduleEditor(props: {
  readonly parts: readonly Part[];
  readonly schedule: Schedule;
  readonly onChange: (schedule: Schedule) => void;
}) {
  const { t } = useTranslation();
  const { schedule, onChange } = props;
  const parts = sortParts(props.parts);
  const change = (index: number, row: Partial<Schedule[number]>): void =>
    onChange(schedule.map((one, at) => (at === index ? { ...one, ...row } : one)));
  return (
    <div className="schedule">
      {schedule.map((row, index) => (
        <div className="schedule-row" key={index}>
          <input
            type="time"
            aria-label={t('settings.rowFrom', { n: index + 1 })}
            value={row.from}
            onChange={(event) => {
              if (/^\d{2}:\d{2}$/.test(event.target.value)) change(index, { from: event.target.value });
            }}
          />
          <select
            aria-label={t('settings.rowPart', { n: index + 1 })}
            value={row.partId}
            onChange={(event) => change(index, { partId: Number(event.target.value) })}
          >
            {parts.map((part) => (
              <option key={part.Id} value={part.Id}>
                {part.Title}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="small"
            aria-label={t('settings.removeRow', { n: index + 1 })}
            onClick={() => onChange(schedule.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        onClick={() => {
          const part = parts[schedule.length % parts.length];
          if (part !== undefined) onChange([...schedule, { partId: part.Id, from: nextHour(schedule) }]);
        }}
      >
        {t('settings.addRow')}
      </button>
    </div>
  );
}

/** An hour after the last row, so that a new row does not contradict one that is there. */
function nextHour(schedule: Schedule): string {
  const last = schedule
    .map((row) => row.from)
    .sort()
    .at(-1);
  const hour = last === undefined ? 9 : Math.min(Number(last.slice(0, 2)) + 1, 23);
  return `${String(hour).padStart(2, '0')}:00`;
}
