/** Whether the desk's viewfinder is open, and which camera was chosen. Kept while the page lives, and nowhere else. */
import { create } from 'zustand';
import { focusSearch } from './focus.ts';

export const useCamera = create<{ readonly open: boolean; readonly chosen: string | null }>()(() => ({
  open: false,
  chosen: null,
}));

export function toggleCamera(): void {
  if (useCamera.getState().open) closeCamera();
  else useCamera.setState({ open: true });
  focusSearch();
}

export function closeCamera(): void {
  useCamera.setState({ open: false });
}

export function rememberCamera(chosen: string): void {
  useCamera.setState({ chosen });
}
