import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { closeCamera, toggleCamera, useCamera } from '../state/camera.ts';
import { focusSearch } from '../state/focus.ts';
import { acceptScan } from '../state/scan.ts';
import { showCode } from './show-code.ts';
import { Viewfinder } from './viewfinder.tsx';

/** Opens and closes the viewfinder of the desk; F10 does the same. */
export function CameraButton() {
  const { t } = useTranslation();
  const open = useCamera((state) => state.open);
  return (
    <button
      type="button"
      className="camera-button"
      aria-label={t('camera.open')}
      aria-keyshortcuts="F10"
      aria-pressed={open}
      title={`${t('camera.open')} (F10)`}
      onClick={toggleCamera}
    >
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path d="M3 8V5a2 2 0 0 1 2-2h3M16 3h3a2 2 0 0 1 2 2v3M21 16v3a2 2 0 0 1-2 2h-3M8 21H5a2 2 0 0 1-2-2v-3M7 8v8M11 8v8M14 8v8M17 8v8" />
      </svg>
    </button>
  );
}

/** It stays open while people come and go. What a scan does to what is on the screen is the same for every scanner. */
export function DeskCamera() {
  const { t } = useTranslation();
  const open = useCamera((state) => state.open);
  // whoever leaves the desk switches it off
  useEffect(() => closeCamera, []);
  if (!open) return null;
  return (
    <Viewfinder
      onCode={(text) => {
        acceptScan(text, 'camera');
        return t('camera.read', { text: showCode(text) });
      }}
      onClose={() => {
        closeCamera();
        focusSearch();
      }}
    />
  );
}
