import { useTranslation } from 'react-i18next';
import type { Skipped } from '../../engine/api.ts';
import { useEngine } from '../state/engine.ts';
import { tellLeftOut } from '../state/reasons.ts';
import { useFormat } from './use-format.ts';

const WORDS = { row: 'settings.skippedRow', field: 'settings.skippedField', page: 'settings.skippedPage' } as const;
const NONE: readonly Skipped[] = [];

/** What of the server's data the desk could not take, and why; and the feeds that the server does not give at all. */
export function LeftOutList() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const skipped = useEngine((state) => state.sync?.skipped ?? NONE);
  const feedsOff = useEngine((state) => state.sync?.feedsOff);
  return (
    <section>
      <h3>{t('settings.skipped')}</h3>
      {skipped.length === 0 && <p className="quiet">{t('settings.skippedNone')}</p>}
      <ul className="record-list left-out">
        {skipped.map((one, index) => (
          <li key={index}>
            <span>
              {t(`settings.feed.${one.feed}`)}, {t(WORDS[one.what], { id: one.id ?? t('settings.noId') })}:{' '}
              {tellLeftOut(one.why)}
            </span>
            <span className="quiet">{time(one.at)}</span>
          </li>
        ))}
      </ul>
      {feedsOff !== undefined && feedsOff.length > 0 && (
        <>
          <h3>{t('settings.feedsOff')}</h3>
          <ul className="record-list">
            {feedsOff.map((one) => (
              <li key={one.feed}>
                {t(`settings.feed.${one.feed}`)}: {tellLeftOut(one.why)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
