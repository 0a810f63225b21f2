import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readSetupCode } from '../state/hash.ts';
import { showCode } from './show-code.ts';
import { Viewfinder } from './viewfinder.tsx';

/** Beside the field for the hash: reads the organiser's set-up code, and nothing else. */
export function SetupCamera({ onHash }: { readonly onHash: (hash: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    // before the dialog that it may stand in
    const close = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      setOpen(false);
    };
    document.addEventListener('keydown', close, { capture: true });
    return () => document.removeEventListener('keydown', close, { capture: true });
  }, [open]);
  if (!open) {
    return (
      <button type="button" className="setup-camera" onClick={() => setOpen(true)}>
        {t('camera.open')}
      </button>
    );
  }
  return (
    <Viewfinder
      onCode={(text) => {
        const hash = readSetupCode(text);
        if (hash === null) return t('camera.notSetup', { text: showCode(text) });
        setOpen(false);
        onHash(hash);
        return t('camera.read', { text: showCode(text) });
      }}
      onClose={() => setOpen(false)}
    />
  );
}
