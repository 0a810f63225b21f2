import { useId, useState } from 'react';
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
  const [typed, setTyped] = useState(String(settings.sweepAfterHours ?? USUAL_HOURS));
  const wrong = readHours(typed) === null;
  const setHours = (text: string): void => {
    setTyped(text);
    const hours = readHours(text);
    if (hours !== null) apply({ sweepAfterHours: hours });
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
          value={typed}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-hours-wrong` : undefined}
          onChange={(event) => setHours(event.target.value)}
        />
      </div>
      {wrong && (
        <p className="field-error" id={`${id}-hours-wrong`} role="alert">
          {t('settings.hoursWrong', { most: MOST_HOURS })}
        </p>
      )}
      <p className="quiet">{t('exchange.sweepAfterHint')}</p>
    </section>
  );
}

function readHours(text: string): number | null {
  const hours = Number(text);
  return Number.isInteger(hours) && hours >= 1 && hours <= MOST_HOURS ? hours : null;
}
