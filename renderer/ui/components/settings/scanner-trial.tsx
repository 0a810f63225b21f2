import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readFirst, type Reading } from '../../../../shared/scan/reading.ts';
import { holdTrial } from '../../state/scan-doors.ts';
import { showCode } from '../../state/scan-notice.ts';
import { readScanner } from '../../state/scan.ts';

/** Shows what a scanner sends and how that is understood. While the cursor is here a scan does nothing else. */
export function ScannerTrial() {
  const { t } = useTranslation();
  const id = useId();
  const [focused, setFocused] = useState(false);
  const [texts, setTexts] = useState<readonly string[] | null>(null);
  const [typed, setTyped] = useState('');
  useEffect(() => (focused ? holdTrial(setTexts) : undefined), [focused]);
  // What is too slow for a scanner can be tried too: it ends with Enter.
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || typed === '') return;
    event.preventDefault();
    setTexts([typed]);
    setTyped('');
  };
  const reading = texts === null ? null : readFirst(texts, readScanner());
  return (
    <>
      <div className="setting-line">
        <label htmlFor={id}>{t('scanner.tryField')}</label>
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          aria-describedby={`${id}-hint`}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={handleKey}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <p className="quiet" id={`${id}-hint`}>
        {t('scanner.tryHint')}
      </p>
      {texts !== null && reading !== null && (
        <dl className="scanner-trial" role="status">
          <dt>{t('scanner.sent')}</dt>
          <dd>
            <code>{reading.kind === 'account' ? 'SYS:ACCOUNT:…' : showCode(texts[0] ?? '')}</code>
          </dd>
          <dt>{t('scanner.understood')}</dt>
          <dd>
            <Meaning reading={reading} />
          </dd>
        </dl>
      )}
    </>
  );
}

function Meaning({ reading }: { readonly reading: Reading }) {
  const { t } = useTranslation();
  switch (reading.kind) {
    case 'participant':
      return t('scanner.meaning.participant', { id: reading.id });
    case 'local':
      return t('scanner.meaning.local');
    case 'account':
      return t('scanner.meaning.account');
    case 'search':
      return t('scanner.meaning.search', { text: reading.queries.join(' / ') });
    case 'unknown':
    case 'empty':
      return t('scanner.meaning.unknown');
  }
}
