import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventSettings } from '../../../../shared/contract/station.ts';

const USUAL_HOURS = 12;
const MOST_HOURS = 1000;

/** How this station talks to the server: each choice with what it costs. */
export function ExchangeSettings(props: {
  readonly settings: EventSettings;
  readonly apply: (change: Partial<EventSettings>) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const { settings, apply } = props;
  const setHours = (text: string): void => {
    const hours = Number(text);
    if (Number.isInteger(hours) && hours >= 1 && hours <= MOST_HOURS) apply({ sweepAfterHours: hours });
  };
  return (
    <section>
      <h3>{t('exchange.title')}</h3>
      <label className="check">
        <input
          type="checkbox"
          checked={settings.nomail === true}
          onChange={(event) => apply({ nomail: event.target.checked })}
        />
        {t('exchange.nomail')}
      </label>
      <p className="quiet">{t('exchange.nomailHint')}</p>
      <div className="setting-line">
        <label htmlFor={`${id}-encoding`}>{t('exchange.encoding')}</label>
        <select
          id={`${id}-encoding`}
          value={settings.encoding ?? 'json'}
          onChange={(event) => apply({ encoding: event.target.value === 'form' ? 'form' : 'json' })}
        >
          <option value="json">{t('exchange.encodingWord.json')}</option>
          <option value="form">{t('exchange.encodingWord.form')}</option>
        </select>
      </div>
      <p className="quiet">{t('exchange.encodingHint')}</p>
      <div className="setting-line">
        <label htmlFor={`${id}-hours`}>{t('exchange.sweepAfter')}</label>
        <input
          id={`${id}-hours`}
          type="number"
          min={1}
          max={MOST_HOURS}
          defaultValue={settings.sweepAfterHours ?? USUAL_HOURS}
          onBlur={(event) => setHours(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') setHours(event.currentTarget.value);
          }}
        />
      </div>
      <p className="quiet">{t('exchange.sweepAfterHint')}</p>
    </section>
  );
}
