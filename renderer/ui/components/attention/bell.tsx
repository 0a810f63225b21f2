import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { openAttention } from '../../state/desk.ts';
import { KeyHint } from '../key-hint.tsx';
import { useOwnAttention } from './use-own-attention.ts';
import { useRings } from './use-rings.ts';

/**
 * The bell: its shape, its words and its number say that something waits, besides the colour; it swings once for each new item
 * and is read out when the reader has time. It takes the focus from nobody.
 */
export function AttentionBell() {
  const { t } = useTranslation();
  const countId = useId();
  const own = useOwnAttention()?.own ?? [];
  const rings = useRings(own);
  const count = own.length;
  const some = count > 0;
  return (
    <>
      <button
        type="button"
        aria-label={t('desk.attention')}
        aria-describedby={countId}
        aria-keyshortcuts="F7"
        className={some ? 'attention-button has-some' : 'attention-button'}
        onClick={openAttention}
      >
        <BellIcon key={rings} ringing={some} />
        {t('desk.attention')}
        {some ? (
          <span id={countId} className="badge-count">
            {count}
          </span>
        ) : (
          <KeyHint keys="F7" />
        )}
      </button>
      <span className="visually-hidden" aria-live="polite">
        {some ? t('attention.announce', { count }) : ''}
      </span>
    </>
  );
}

function BellIcon({ ringing }: { readonly ringing: boolean }) {
  return (
    <svg
      aria-hidden="true"
      className={ringing ? 'bell bell-ringing' : 'bell'}
      width="18"
      height="18"
      viewBox="0 0 24 24"
      fill={ringing ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <path d="M18 9a6 6 0 0 0-12 0c0 6-3 8-3 8h18s-3-2-3-8" />
      <path d="M10 21h4" />
    </svg>
  );
}
