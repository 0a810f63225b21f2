/** As much of a page as the state of the desk touches, in English. */
import i18next from 'i18next';
import { startWords } from '../../../renderer/ui/i18n/i18n.ts';

export async function playPage(): Promise<void> {
  Object.assign(globalThis, {
    document: { documentElement: { lang: '' }, activeElement: null, querySelector: () => null },
    HTMLElement: EventTarget,
    requestAnimationFrame: () => 0,
  });
  startWords('en');
  await i18next.changeLanguage('en');
}
