import { useTranslation } from 'react-i18next';
import type { Language } from '../../../shared/contract/station.ts';
import { describeFailure } from '../state/commands.ts';
import { focusSearch } from '../state/focus.ts';
import { chooseLanguage } from '../state/station.ts';
import { showToast } from '../state/toasts.ts';

const LANGUAGES: readonly { readonly language: Language; readonly word: 'common.russian' | 'common.english' }[] = [
  { language: 'ru', word: 'common.russian' },
  { language: 'en', word: 'common.english' },
];

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const choose = async (language: Language): Promise<void> => {
    const failure = await chooseLanguage(language);
    if (failure !== null) showToast('problem', describeFailure(failure.code, failure.detail));
    focusSearch();
  };
  return (
    <div className="language-switch" role="group" aria-label={t('common.language')}>
      {LANGUAGES.map(({ language, word }) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void choose(language)}
        >
          {t(word)}
        </button>
      ))}
    </div>
  );
}
