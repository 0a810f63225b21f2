import { useEffect, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CameraButton, DeskCamera } from '../camera/desk-camera.tsx';
import { describeFailure } from '../state/commands.ts';
import { moveCurrent, openCurrent, openCreate, openRunet, setQuery, useDesk } from '../state/desk.ts';
import { useEngine } from '../state/engine.ts';
import { focusSearch, holdSearchBox } from '../state/focus.ts';
import { useStation } from '../state/station.ts';
import { showToast } from '../state/toasts.ts';
import { KeyHint } from './key-hint.tsx';
import { ProgressLine } from './progress-line.tsx';
import { ResultsList } from './results-list.tsx';

const PAGE = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

/** The left side: the search box, and whom it finds. */
export function SearchColumn() {
  const { t } = useTranslation();
  const query = useDesk((state) => state.query);
  const nothing = useDesk(
    (state) => state.query !== '' && state.results?.query === state.query && state.results.rows.length === 0,
  );
  const ready = useEngine((state) => state.sync?.progress.phase === 'ready');
  useEffect(() => focusSearch(), []);

  const handleKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      moveCurrent(step);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      openCurrent().catch((error: unknown) => showToast('problem', describeFailure('', String(error))));
    }
  };

  return (
    <section className="search-column">
      <div className="search-line">
        <input
          ref={holdSearchBox}
          type="search"
          className="search-box"
          aria-label={t('desk.search')}
          placeholder={t('desk.searchHint')}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={500}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={handleKey}
        />
        <CameraButton />
      </div>
      <DeskCamera />
      <ProgressLine />
      {!nothing && <AddButtons />}
      {nothing ? (
        <div className="nothing">
          <p className="nothing-title">{t('desk.nothing')}</p>
          <p className="quiet">{t(ready ? 'desk.nothingHint' : 'desk.nothingYet')}</p>
          <AddButtons emphasised />
        </div>
      ) : (
        <ResultsList />
      )}
    </section>
  );
}

/** There is only ever one pair of these on the screen: beside the list, or in its place when nobody was found. */
function AddButtons({ emphasised = false }: { readonly emphasised?: boolean }) {
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
