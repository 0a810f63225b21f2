/**
 * The camera of one viewfinder, from its opening to the last track stopped.
 *
 *   starting ──▶ running ──track ends──▶ failed ──a device comes, or "Try again"──▶ starting
 *      │            │
 *      ├──refused──▶│ failed
 *      └────────────┴──out of sight──▶ away ──seen again──▶ starting          closed: from everywhere, for good
 *
 * Invariant: tracks are live in `starting` and `running` alone. Every way out stops them first, and what comes too late (a camera
 * that is allowed after the viewfinder was closed) is stopped as it comes: each start has a number, and only the newest counts.
 */
import { describeWanted, isMirrored, listCameras, type Camera } from './cameras.ts';
import type { Decoder } from './decoder.ts';
import { explainCamera, isChoiceGone, mayPassWithDevices, type CameraFailure } from './failures.ts';
import { createPace } from './pace.ts';
import type { Sight } from './sight.ts';
import type { Sightings } from './sightings.ts';

export type CameraState =
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'running';
      readonly camera: string | null;
      readonly mirrored: boolean;
      /** Whether the torch is on; null where the camera has none. */
      readonly torch: boolean | null;
      /** It gives no picture for now: a shutter, a key on the laptop. It goes on by itself. */
      readonly blind: boolean;
    }
  /** The window is hidden, or the computer locked. */
  | { readonly kind: 'away' }
  | { readonly kind: 'failed'; readonly failure: CameraFailure };

/** Where the picture is shown, and taken from. */
export interface Preview {
  show(stream: MediaStream): Promise<void>;
  clear(): void;
  /** @returns the picture of this moment, no longer on a side than this; null while there is none */
  grab(longestSide: number): Promise<ImageBitmap | null>;
}

export type Devices = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

export interface CameraWorld {
  /** Null where the browser gives a page no cameras. */
  readonly devices: Devices | null;
  readonly preview: Preview;
  readonly sight: Sight;
  readonly sightings: Sightings;
  readonly openDecoder: () => Promise<Decoder>;
  readonly now: () => number;
  /** @returns what calls it off */
  readonly wait: (ms: number, then: () => void) => () => void;
}

export interface CameraListener {
  readonly onState: (state: CameraState) => void;
  readonly onCameras: (cameras: readonly Camera[]) => void;
  readonly onCode: (text: string) => void;
}

export interface CameraSession {
  choose(camera: string): void;
  setTorch(on: boolean): void;
  retry(): void;
  close(): void;
}

/** Longer than the slowest camera takes to warm up. */
const FIRST_PICTURE_MS = 12_000;

/** Opens the camera; everything else is told to the listener. `wanted`: the camera that was chosen before, if any. */
export function openCamera(world: CameraWorld, listener: CameraListener, wanted: string | null): CameraSession {
  let start = 0;
  let state: CameraState = { kind: 'starting' };
  let chosen = wanted;
  let stream: MediaStream | null = null;
  let decoder: Decoder | null = null;
  let callOff: () => void = () => undefined;
  let closed = false;
  const pace = createPace();

  const tell = (next: CameraState): void => {
    state = next;
    listener.onState(next);
  };
  const switchOff = (): void => {
    start += 1;
    callOff();
    stopTracks(stream);
    stream = null;
    world.preview.clear();
  };
  const fail = (failure: CameraFailure): void => {
    switchOff();
    tell({ kind: 'failed', failure });
  };

  const switchOn = async (): Promise<void> => {
    if (closed) return;
    switchOff();
    const own = start;
    const isOver = (): boolean => start !== own;
    if (!world.sight.isSeen()) {
      tell({ kind: 'away' });
      return;
    }
    if (world.devices === null) {
      fail({ why: 'unavailable', detail: '' });
      return;
    }
    tell({ kind: 'starting' });
    try {
      const granted = await world.devices.getUserMedia(describeWanted(chosen));
      if (isOver()) stopTracks(granted);
      else await show(granted, isOver);
    } catch (error) {
      if (isOver()) return;
      if (chosen !== null && isChoiceGone(error)) {
        chosen = null;
        void switchOn();
      } else fail(explainCamera(error));
    }
    if (!isOver()) await readFrames(isOver);
  };

  const show = async (granted: MediaStream, isOver: () => boolean): Promise<void> => {
    stream = granted;
    const [track] = granted.getVideoTracks();
    if (track === undefined) {
      fail({ why: 'none', detail: '' });
      return;
    }
    track.addEventListener('ended', () => {
      if (!isOver()) fail({ why: 'unplugged', detail: track.label });
    });
    // a camera that is held elsewhere may be granted and give nothing
    const giveUp = world.wait(FIRST_PICTURE_MS, () => {
      if (!isOver()) fail({ why: 'busy', detail: `no picture: ${track.label}` });
    });
    await world.preview.show(granted).finally(giveUp);
    await tellCameras();
    if (isOver()) return;
    const { deviceId, facingMode } = track.getSettings();
    tell({
      kind: 'running',
      camera: deviceId ?? null,
      mirrored: isMirrored(facingMode, track.label),
      torch: hasTorch(track) ? false : null,
      blind: track.muted,
    });
    for (const change of ['mute', 'unmute'] as const) {
      track.addEventListener(change, () => {
        if (!isOver() && state.kind === 'running') tell({ ...state, blind: change === 'mute' });
      });
    }
  };

  const readFrames = async (isOver: () => boolean): Promise<void> => {
    try {
      const opened = decoder ?? (await world.openDecoder());
      if (isOver() && decoder !== opened) {
        opened.close(); // it was still loading when the viewfinder was closed
        return;
      }
      decoder = opened;
      while (!isOver()) {
        const began = world.now();
        await readFrame(opened, isOver);
        await new Promise<void>((resolve) => {
          callOff = world.wait(pace.pauseAfter(world.now() - began), resolve);
        });
      }
    } catch (error) {
      if (isOver()) return;
      decoder?.close();
      decoder = null;
      fail({ why: 'decoder', detail: String(error) });
    }
  };

  const readFrame = async (opened: Decoder, isOver: () => boolean): Promise<void> => {
    const frame = await world.preview.grab(pace.side());
    if (frame === null) return;
    if (isOver()) {
      frame.close();
      return;
    }
    const readings = await opened.read(frame);
    const news = isOver() ? null : world.sightings.look(readings);
    if (news !== null) listener.onCode(news.text);
  };

  const tellCameras = async (): Promise<void> => {
    if (world.devices !== null) listener.onCameras(listCameras(await world.devices.enumerateDevices()));
  };
  const isWorthAnother = (): boolean => state.kind === 'failed' && mayPassWithDevices(state.failure);
  const followDevices = (): void => {
    if (isWorthAnother()) void switchOn();
    else if (state.kind === 'running')
      tellCameras().catch((error: unknown) => fail({ ...explainCamera(error), why: 'other' }));
  };
  const followSight = (): void => {
    if (world.sight.isSeen()) {
      if (state.kind === 'away' || isWorthAnother()) void switchOn();
    } else if (state.kind !== 'failed') {
      switchOff();
      tell({ kind: 'away' });
    }
  };

  world.devices?.addEventListener('devicechange', followDevices);
  const unfollowSight = world.sight.follow(followSight);
  void switchOn();
  return {
    choose: (camera) => {
      chosen = camera;
      void switchOn();
    },
    setTorch: (on) => {
      const track = stream?.getVideoTracks()[0];
      if (track === undefined || state.kind !== 'running') return;
      const own = start;
      const tellTorch = (torch: boolean | null): void => {
        if (start === own && state.kind === 'running') tell({ ...state, torch });
      };
      // the types do not know it: https://www.w3.org/TR/image-capture/#dom-mediatrackconstraintset-torch
      const wish: MediaTrackConstraintSet & { readonly torch: boolean } = { torch: on };
      track.applyConstraints({ advanced: [wish] }).then(
        () => tellTorch(on),
        () => tellTorch(null), // it says that it has one, and has none
      );
    },
    retry: () => void switchOn(),
    close: () => {
      closed = true;
      switchOff();
      world.devices?.removeEventListener('devicechange', followDevices);
      unfollowSight();
      decoder?.close();
      decoder = null;
    },
  };
}

function stopTracks(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

function hasTorch(track: MediaStreamTrack): boolean {
  // Firefox has no such function
  const capabilities: unknown = 'getCapabilities' in track ? track.getCapabilities() : {};
  return (
    typeof capabilities === 'object' && capabilities !== null && 'torch' in capabilities && capabilities.torch === true
  );
}
