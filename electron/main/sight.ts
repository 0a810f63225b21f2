/**
 * Tells the page when nobody can see it: the camera goes off then (renderer/ui/camera/sight.ts). A page of a window without
 * background throttling counts as visible even when it is minimised, and no page learns that the computer is locked or asleep.
 */
import { powerMonitor, type BrowserWindow } from 'electron';

/** What keeps the window from being seen; it is seen while there is nothing. */
type Veil = 'hidden' | 'minimised' | 'locked' | 'asleep';

/** When the window is made. A page that is loaded anew takes itself for seen until it is told again. */
export function setupSight(window: BrowserWindow, onFault: (error: unknown) => void): void {
  const veils = new Set<Veil>();
  const change = (veil: Veil, on: boolean): void => {
    const before = veils.size;
    if (on) veils.add(veil);
    else veils.delete(veil);
    if (window.isDestroyed() || (before === 0) === (veils.size === 0)) return;
    const detail = veils.size === 0;
    // constant text: nothing of the outside gets into it
    window.webContents
      .executeJavaScript(`document.dispatchEvent(new CustomEvent('stoika:sight', { detail: ${detail} })); undefined`)
      .catch(onFault);
  };
  window.on('hide', () => change('hidden', true));
  window.on('show', () => change('hidden', false));
  window.on('minimize', () => change('minimised', true));
  window.on('restore', () => change('minimised', false));
  powerMonitor.on('lock-screen', () => change('locked', true));
  powerMonitor.on('unlock-screen', () => change('locked', false));
  powerMonitor.on('suspend', () => change('asleep', true));
  powerMonitor.on('resume', () => change('asleep', false));
}
