import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventSettings } from '../../../../shared/contract/station.ts';
import {
  BAUD_RATES,
  END_KEYS,
  fillScanner,
  MOST_AFFIX,
  MOST_DUPLICATE_SECONDS,
  type EndKey,
  type ScannerSettings,
} from '../../../../shared/scan/settings.ts';
import { chooseSerial, hasSerial, leaveSerial, useSerial } from '../../state/scan-port.ts';
import { ScannerPatterns } from './scanner-patterns.tsx';
import { ScannerTrial } from './scanner-trial.tsx';

/** How this station's scanners work. A scanner as it leaves its box needs none of it. */
export function ScannerSection(props: {
  readonly settings: EventSettings;
  readonly apply: (change: Partial<EventSettings>) => void;
}) {
  const { t } = useTranslation();
  const scanner = fillScanner(props.settings.scanner);
  const change = (some: ScannerSettings): void => {
    props.apply({ scanner: { ...props.settings.scanner, ...some } });
  };
  return (
    <section className="scanner-settings">
      <h3>{t('scanner.title')}</h3>
      <p className="quiet">{t('scanner.lead')}</p>
      <ScannerTrial />
      <label className="check">
        <input
          type="checkbox"
          checked={scanner.printAtOnce}
          onChange={(event) => change({ printAtOnce: event.target.checked })}
        />
        {t('scanner.printAtOnce')}
      </label>
      <p className="quiet">{t('scanner.printAtOnceHint')}</p>
      <Line label={t('scanner.endKey')}>
        {(id) => (
          <select id={id} value={scanner.endKey} onChange={(event) => change({ endKey: event.target.value as EndKey })}>
            {END_KEYS.map((key) => (
              <option key={key} value={key}>
                {t(`scanner.endKeys.${key}`)}
              </option>
            ))}
          </select>
        )}
      </Line>
      <Affix label={t('scanner.prefix')} value={scanner.prefix} onChange={(prefix) => change({ prefix })} />
      <Affix label={t('scanner.suffix')} value={scanner.suffix} onChange={(suffix) => change({ suffix })} />
      <p className="quiet">{t('scanner.affixHint')}</p>
      <Duplicates seconds={scanner.duplicateSeconds} onChange={(duplicateSeconds) => change({ duplicateSeconds })} />
      <ScannerPatterns patterns={scanner.patterns} onChange={(patterns) => change({ patterns: [...patterns] })} />
      <SerialSettings baudRate={scanner.baudRate} onChange={(baudRate) => change({ baudRate })} />
    </section>
  );
}

function Line(props: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="setting-line">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}

function Affix(props: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <Line label={props.label}>
      {(id) => (
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={MOST_AFFIX}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Line>
  );
}

function Duplicates(props: { readonly seconds: number; readonly onChange: (seconds: number) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(props.seconds));
  const wrong = readSeconds(typed) === null;
  const take = (text: string): void => {
    setTyped(text);
    const seconds = readSeconds(text);
    if (seconds !== null) props.onChange(seconds);
  };
  return (
    <>
      <Line label={t('scanner.duplicates')}>
        {(id) => (
          <input
            id={id}
            type="number"
            min={0}
            max={MOST_DUPLICATE_SECONDS}
            value={typed}
            aria-invalid={wrong}
            onChange={(event) => take(event.target.value)}
          />
        )}
      </Line>
      {wrong && (
        <p className="field-error" role="alert">
          {t('scanner.duplicatesWrong', { most: MOST_DUPLICATE_SECONDS })}
        </p>
      )}
    </>
  );
}

function readSeconds(text: string): number | null {
  const seconds = text.trim() === '' ? NaN : Number(text);
  return seconds >= 0 && seconds <= MOST_DUPLICATE_SECONDS ? seconds : null;
}

function SerialSettings(props: { readonly baudRate: number; readonly onChange: (baudRate: number) => void }) {
  const { t } = useTranslation();
  const state = useSerial((serial) => serial.state);
  if (!hasSerial()) {
    return (
      <>
        <h4>{t('scanner.serial')}</h4>
        <p className="quiet">{t('scanner.serialNone')}</p>
      </>
    );
  }
  return (
    <>
      <h4>{t('scanner.serial')}</h4>
      <p role="status">
        {state.name === 'failed'
          ? t('scanner.serialState.failed', { detail: state.detail })
          : t(`scanner.serialState.${state.name}`)}
      </p>
      <Line label={t('scanner.baudRate')}>
        {(id) => (
          <select id={id} value={props.baudRate} onChange={(event) => props.onChange(Number(event.target.value))}>
            {BAUD_RATES.map((rate) => (
              <option key={rate} value={rate}>
                {rate}
              </option>
            ))}
          </select>
        )}
      </Line>
      <p className="setting-row">
        <button type="button" onClick={chooseSerial}>
          {t('scanner.connect')}
        </button>
        {state.name !== 'none' && (
          <button type="button" onClick={leaveSerial}>
            {t('scanner.disconnect')}
          </button>
        )}
      </p>
    </>
  );
}
