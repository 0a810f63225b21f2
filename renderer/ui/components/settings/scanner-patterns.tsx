import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_PATTERNS } from '../../../../shared/scan/settings.ts';
import { findTemplateProblem } from '../../../../shared/scan/template.ts';

/** Codes of the organiser's own, one a line. Nothing is saved while one of them is wrong, and each says why it is. */
export function ScannerPatterns(props: {
  readonly patterns: readonly string[];
  readonly onChange: (patterns: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState(props.patterns.join('\n'));
  const problems = useProblems(typed);
  const take = (text: string): void => {
    setTyped(text);
    const patterns = readPatterns(text);
    const isWrong = patterns.length > MOST_PATTERNS || patterns.some((one) => findTemplateProblem(one) !== null);
    if (!isWrong) props.onChange(patterns);
  };
  return (
    <>
      <label htmlFor={id}>{t('scanner.patterns')}</label>
      <textarea
        id={id}
        className="scanner-patterns"
        rows={3}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        aria-invalid={problems.length > 0}
        aria-describedby={`${id}-hint`}
        onChange={(event) => take(event.target.value)}
      />
      {problems.length > 0 && (
        <div className="field-error" role="alert">
          {[t('scanner.patternsNotSaved'), ...problems].map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
      <p className="quiet" id={`${id}-hint`}>
        {t('scanner.patternsHint')}
      </p>
    </>
  );
}

function readPatterns(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function useProblems(typed: string): readonly string[] {
  const { t } = useTranslation();
  const patterns = readPatterns(typed);
  const problems = patterns.flatMap((pattern) => {
    const problem = findTemplateProblem(pattern);
    return problem === null || problem === 'empty' ? [] : [t(`scanner.pattern.${problem}`, { pattern })];
  });
  const tooMany = patterns.length > MOST_PATTERNS ? [t('scanner.pattern.tooMany', { most: MOST_PATTERNS })] : [];
  return [...new Set([...tooMany, ...problems])];
}
