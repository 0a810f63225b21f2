import { useTranslation } from 'react-i18next';
import { formatNumber, formatTime } from '../state/format.ts';

/** Times and numbers in the language of the screen. */
export function useFormat(): { time: (time: string) => string; number: (value: number) => string } {
  const { i18n } = useTranslation();
  const language = i18n.language === 'ru' ? 'ru' : 'en';
  return {
    time: (time) => formatTime(time, language, new Date()),
    number: (value) => formatNumber(value, language),
  };
}
