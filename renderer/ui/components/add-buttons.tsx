import { useTranslation } from 'react-i18next';
import { openCreate, openRunet } from '../state/desk.ts';
import { useStation } from '../state/station.ts';
import { KeyHint } from './key-hint.tsx';

/** There is only ever one pair of these on the screen: beside the list, or in its place when nobody was found. */
export function AddButtons({ emphasised = false }: { readonly emphasised?: boolean }) {
  const { t } = useTranslation();
  const online = useStation((state) => state.connection?.state === 'online' && !state.hostGone);
  return (
    <div className="add-buttons">
      <button type="button" className={emphasised ? 'primary' : undefined} aria-keyshortcuts="F2" onClick={openCreate}>
        {t('desk.newParticipant')}
        <KeyHint keys="F2" />
      </button>
      <button type="button" aria-keyshortcuts="F3" onClick={openRunet} disabled={!online}>
        {t('desk.findRunet')}
        <KeyHint keys="F3" />
      </button>
      {emphasised && !online && <p className="quiet">{t('desk.needsNetwork')}</p>}
    </div>
  );
}
