import { useTranslation } from 'react-i18next';
import { formatNumber, formatTime, isStationTime } from '../state/format.ts';

/** Times and numbers in the language of the screen. */
export function useFormat(): {
  time: (time: string) => string;
  /** For a place where times of the server are shown too: one of the station's clock says so. */
  timeByClock: (time: string) => string;
  number: (value: number) => string;
} {
  const { i18n, t } = useTranslation();
  const language = i18n.language === 'ru' ? 'ru' : 'en';
  const format = (time: string): string => formatTime(time, language, new Date());
  return {
    time: format,
    timeByClock: (time) => (isStationTime(time) ? t('common.byDeskClock', { time: format(time) }) : time),
    number: (value) => formatNumber(value, language),
  };
}
