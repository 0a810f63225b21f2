import { useEffect, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Results } from '../../engine/api.ts';
import { CameraButton, DeskCamera } from '../camera/desk-camera.tsx';
import { describeFailure } from '../state/commands.ts';
import { isRecent, moveCurrent, openCurrent, setQuery, useDesk } from '../state/desk.ts';
import { answers } from '../state/filters.ts';
import { focusSearch, holdSearchBox } from '../state/focus.ts';
import { showToast } from '../state/toasts.ts';
import { AddButtons } from './add-buttons.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ProgressLine } from './progress-line.tsx';
import { ResultsList } from './results-list.tsx';
import { SearchNothing } from './search-nothing.tsx';

const PAGE = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

/** Results that say that nobody was found, for what is asked now. */
function findNothing(state: ReturnType<typeof useDesk.getState>): Results | null {
  const { results } = state;
  return answers(results, state) && !isRecent(results) && results.rows.length === 0 ? results : null;
}

/** The left side: the search box, and whom it finds. */
export function SearchColumn() {
  const { t } = useTranslation();
  const query = useDesk((state) => state.query);
  const nothing = useDesk(findNothing);
  useEffect(() => focusSearch(), []);

  const handleKey = (event: KeyboardEvent): void => {
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-chip][tabindex="0"]')?.focus();
      return;
    }
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
      <FilterBar />
      <DeskCamera />
      <ProgressLine />
      {nothing === null ? (
        <>
          <AddButtons />
          <ResultsList />
        </>
      ) : (
        <SearchNothing results={nothing} />
      )}
    </section>
  );
}
