import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../components/key-hint.tsx';
import type { CameraFailure } from './failures.ts';
import { useCameraSession, type CameraControls } from './use-camera-session.ts';

/**
 * The camera's picture with a frame to aim with; what was read stands below it. The camera is on as long as this is on the screen.
 * `onCode` takes one scan and says, in words, what was read.
 */
export function Viewfinder(props: { readonly onCode: (text: string) => string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [said, setSaid] = useState({ words: '', scans: 0 });
  const camera = useCameraSession(video, (text) => {
    const words = props.onCode(text);
    setSaid(({ scans }) => ({ words, scans: scans + 1 }));
  });
  const { state } = camera;
  const running = state.kind === 'running';
  return (
    <section className="viewfinder" aria-label={t('camera.region')} data-state={state.kind}>
      <div className="viewfinder-picture" hidden={state.kind === 'failed'}>
        <video ref={video} muted playsInline data-mirrored={running && state.mirrored ? '' : undefined} />
        {running && <div key={said.scans} className="viewfinder-aim" data-read={said.scans > 0 ? '' : undefined} />}
        {state.kind === 'starting' && <p className="viewfinder-over">{t('camera.starting')}</p>}
        {running && state.blind && <p className="viewfinder-over">{t('camera.blind')}</p>}
        {state.kind === 'away' && <p className="viewfinder-over">{t('camera.away')}</p>}
      </div>
      {state.kind === 'failed' && <Problem failure={state.failure} onRetry={camera.retry} />}
      <div className="viewfinder-foot">
        <p className="viewfinder-said" role="status" aria-label={t('camera.said')}>
          {running && (said.words === '' ? t('camera.aim') : said.words)}
        </p>
        <div className="viewfinder-controls">
          <CameraSelect camera={camera} />
          {running && state.torch !== null && (
            <button
              type="button"
              className="small"
              aria-pressed={state.torch}
              onClick={() => camera.setTorch(state.torch !== true)}
            >
              {t(state.torch ? 'camera.torchOff' : 'camera.torchOn')}
            </button>
          )}
          <button type="button" className="small viewfinder-close" onClick={props.onClose}>
            {t(state.kind === 'failed' ? 'common.close' : 'camera.close')}
            <KeyHint keys="Esc" />
          </button>
        </div>
      </div>
    </section>
  );
}

/** Only where there is a choice. */
function CameraSelect({ camera: { state, cameras, choose } }: { readonly camera: CameraControls }) {
  const { t } = useTranslation();
  const id = useId();
  if (cameras.length < 2) return null;
  return (
    <div className="viewfinder-choice">
      <label htmlFor={id} className="quiet">
        {t('camera.which')}
      </label>
      <select
        id={id}
        value={state.kind === 'running' ? (state.camera ?? '') : ''}
        onChange={(event) => choose(event.target.value)}
      >
        {state.kind !== 'running' && <option value="">…</option>}
        {cameras.map(({ id: value, label }, index) => (
          <option key={value} value={value}>
            {label === '' ? t('camera.nth', { n: index + 1 }) : label}
          </option>
        ))}
      </select>
    </div>
  );
}

function Problem(props: { readonly failure: CameraFailure; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const { why, detail } = props.failure;
  return (
    <div className="note note-problem" role="alert" data-problem={why}>
      <p className="note-title">{t(`camera.failure.${why}.title`)}</p>
      <p>
        {t(`camera.failure.${why}.what`)} {t(`camera.failure.${why}.todo`)}
      </p>
      {(why === 'other' || why === 'decoder') && detail !== '' && <p className="note-detail">{detail}</p>}
      <div>
        <button type="button" className="small" onClick={props.onRetry}>
          {t('camera.retry')}
        </button>
      </div>
    </div>
  );
}
