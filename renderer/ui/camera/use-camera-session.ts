import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { rememberCamera, useCamera } from '../state/camera.ts';
import type { Camera } from './cameras.ts';
import { openDecoder } from './decoder.ts';
import { createPreview } from './preview.ts';
import { openCamera, type CameraSession, type CameraState } from './session.ts';
import { createSight } from './sight.ts';
import { createSightings } from './sightings.ts';

export interface CameraControls {
  readonly state: CameraState;
  readonly cameras: readonly Camera[];
  readonly choose: (camera: string) => void;
  readonly setTorch: (on: boolean) => void;
  readonly retry: () => void;
}

/** The camera is on from here until the component goes away. */
export function useCameraSession(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (text: string) => void,
): CameraControls {
  const [state, setState] = useState<CameraState>({ kind: 'starting' });
  const [cameras, setCameras] = useState<readonly Camera[]>([]);
  const [session, setSession] = useState<CameraSession | null>(null);
  const hearCode = useEffectEvent(onCode);
  useEffect(() => {
    if (video.current === null) return;
    const opened = openCamera(
      {
        // without a secure context there are none, whatever the types say
        devices: 'mediaDevices' in navigator ? navigator.mediaDevices : null,
        preview: createPreview(video.current),
        sight: createSight(document),
        sightings: createSightings(() => performance.now()),
        openDecoder,
        now: () => performance.now(),
        wait: (ms, then) => {
          const timer = setTimeout(then, ms);
          return () => clearTimeout(timer);
        },
      },
      { onState: setState, onCameras: setCameras, onCode: (text) => hearCode(text) },
      useCamera.getState().chosen,
    );
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the camera is a thing of the world outside
    setSession(opened);
    return () => opened.close();
  }, [video]);
  return {
    state,
    cameras,
    choose: (camera) => {
      rememberCamera(camera);
      session?.choose(camera);
    },
    setTorch: (on) => session?.setTorch(on),
    retry: () => session?.retry(),
  };
}
