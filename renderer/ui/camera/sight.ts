/** Whether anybody can see the page: the camera is on only then. */

export interface Sight {
  isSeen(): boolean;
  /** @returns what ends it */
  follow(listener: () => void): () => void;
}

/**
 * Told by the Electron shell (electron/main/sight.ts): its window counts as visible even when it is minimised, since the engine has to
 * go on, and no page learns that the computer has been locked.
 */
export const SHELL_SIGHT = 'stoika:sight';

type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

export function createSight(page: Page): Sight {
  let shellSees = true;
  return {
    isSeen: () => shellSees && page.visibilityState !== 'hidden',
    follow: (listener) => {
      const hear = (event: Event): void => {
        shellSees = !(event instanceof CustomEvent && event.detail === false);
        listener();
      };
      page.addEventListener('visibilitychange', listener);
      page.addEventListener(SHELL_SIGHT, hear);
      return () => {
        page.removeEventListener('visibilitychange', listener);
        page.removeEventListener(SHELL_SIGHT, hear);
      };
    },
  };
}
