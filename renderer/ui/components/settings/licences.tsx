import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Shown = { readonly kind: 'hidden' | 'failed' } | { readonly kind: 'shown'; readonly text: string };

/** The licences of all that the desk is made of: a file of the installation, it needs no network. */
export function Licences() {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>({ kind: 'hidden' });
  const isOpen = shown.kind === 'shown';
  const toggle = (): void => {
    if (isOpen) setShown({ kind: 'hidden' });
    else void readLicences().then(setShown);
  };
  return (
    <>
      <p className="setting-row">
        <button type="button" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? t('about.hide') : t('about.licences')}
        </button>
      </p>
      {shown.kind === 'failed' && <p role="alert">{t('about.licencesFailed')}</p>}
      {isOpen && (
        <pre className="licences" tabIndex={0} role="region" aria-label={t('about.licencesOf')}>
          {shown.text}
        </pre>
      )}
    </>
  );
}

async function readLicences(): Promise<Shown> {
  try {
    const response = await fetch('/licences.txt');
    return response.ok ? { kind: 'shown', text: await response.text() } : { kind: 'failed' };
  } catch {
    return { kind: 'failed' }; // the host has gone: the page says so elsewhere too
  }
}
