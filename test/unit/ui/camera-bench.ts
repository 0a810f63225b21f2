/** One viewfinder's camera with cameras, a decoder and a page that do as they are told. */
import type { Reading } from '../../../renderer/ui/camera/decoder/read-codes.ts';
import { openCamera, type CameraState, type CameraWorld } from '../../../renderer/ui/camera/session.ts';
import { createSightings } from '../../../renderer/ui/camera/sightings.ts';

class FakeTrack extends EventTarget {
  readonly id: string;
  readonly torch: boolean;
  readyState = 'live';
  muted = false;
  wishes: unknown[] = [];
  refusesTorch = false;

  constructor(id: string, torch: boolean) {
    super();
    this.id = id;
    this.torch = torch;
  }
  get label(): string {
    return `Camera ${this.id}`;
  }
  stop(): void {
    this.readyState = 'ended';
  }
  unplug(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
  getSettings() {
    return { deviceId: this.id };
  }
  getCapabilities() {
    return this.torch ? { torch: true } : {};
  }
  applyConstraints(wish: unknown): Promise<void> {
    this.wishes.push(wish);
    return this.refusesTorch ? Promise.reject(new Error('no')) : Promise.resolve();
  }
}

export const qr = (text: string): Reading => ({ text, format: 'QRCode', linear: false, offCentre: 0 });

/** Lets everything happen that waits for nothing but itself. */
export const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

export function createBench(
  options: {
    readonly wanted?: string;
    readonly noDevices?: boolean;
    readonly undecided?: boolean;
    readonly dark?: boolean;
  } = {},
) {
  const states: CameraState[] = [];
  const codes: string[] = [];
  const tracks: FakeTrack[] = [];
  const frames: { closed: boolean }[] = [];
  const pending: (() => void)[] = [];
  const asked: unknown[] = [];
  const bench = {
    plugged: ['one'],
    torch: false,
    /** What the next request for a camera is refused with. */
    refusal: null as Error | null,
    /** While it is true, nobody answers the browser's question. */
    undecided: options.undecided ?? false,
    decide: (): void => undefined,
    seen: true,
    /** It is granted, and no picture comes. */
    dark: options.dark ?? false,
    inFront: [] as Reading[],
    reads: 0,
    inFlight: 0,
    mostInFlight: 0,
    decoders: 0,
    decoderBreaks: false,
    shown: null as unknown,
  };
  const devices = Object.assign(new EventTarget(), {
    getUserMedia: async (constraints: MediaStreamConstraints) => {
      asked.push(constraints);
      if (bench.undecided) await new Promise<void>((resolve) => (bench.decide = resolve));
      if (bench.refusal !== null) throw bench.refusal;
      const video = constraints.video as MediaTrackConstraints;
      const exact = (video.deviceId as { exact?: string } | undefined)?.exact;
      if (exact !== undefined && !bench.plugged.includes(exact))
        throw new DOMException('no such camera', 'OverconstrainedError');
      const id = exact ?? bench.plugged[0];
      if (id === undefined) throw new DOMException('none', 'NotFoundError');
      const track = new FakeTrack(id, bench.torch);
      tracks.push(track);
      return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
    },
    enumerateDevices: () =>
      Promise.resolve(
        bench.plugged.map((deviceId) => ({ kind: 'videoinput', deviceId, label: deviceId }) as MediaDeviceInfo),
      ),
  });
  const sightListeners = new Set<() => void>();
  let time = 0;
  const world: CameraWorld = {
    devices: options.noDevices === true ? null : devices,
    preview: {
      show: async (stream) => {
        bench.shown = stream;
        while (bench.dark && bench.shown === stream) await settle();
      },
      clear: () => void (bench.shown = null),
      grab: () => {
        const frame = { closed: false, close: () => void (frame.closed = true) };
        frames.push(frame);
        return Promise.resolve(frame as unknown as ImageBitmap);
      },
    },
    sight: {
      isSeen: () => bench.seen,
      follow: (listener) => {
        sightListeners.add(listener);
        return () => sightListeners.delete(listener);
      },
    },
    sightings: createSightings(() => time),
    openDecoder: () => {
      if (bench.decoderBreaks) return Promise.reject(new Error('CompileError'));
      bench.decoders += 1;
      return Promise.resolve({
        read: async () => {
          bench.reads += 1;
          bench.inFlight += 1;
          bench.mostInFlight = Math.max(bench.mostInFlight, bench.inFlight);
          await settle();
          bench.inFlight -= 1;
          if (bench.decoderBreaks) throw new Error('RuntimeError: unreachable');
          return bench.inFront;
        },
        close: () => void (bench.decoders -= 1),
      });
    },
    now: () => time,
    wait: (_ms, then) => {
      pending.push(then);
      return () => {
        const index = pending.indexOf(then);
        if (index !== -1) pending.splice(index, 1);
      };
    },
  };
  const cameras: string[][] = [];
  const session = openCamera(
    world,
    {
      onState: (state) => states.push(state),
      onCameras: (list) => cameras.push(list.map(({ id }) => id)),
      onCode: (text) => codes.push(text),
    },
    options.wanted ?? null,
  );
  return {
    session,
    set: (change: Partial<typeof bench>) => Object.assign(bench, change),
    bench,
    states,
    codes,
    tracks,
    frames,
    asked,
    cameras,
    live: () => tracks.filter(({ readyState }) => readyState === 'live').length,
    last: () => states.at(-1),
    /** The time for the next frame comes. */
    tick: async (ms = 100) => {
      time += ms;
      for (const then of pending.splice(0)) then();
      await settle();
      await settle();
    },
    plugChange: async (plugged: string[]) => {
      bench.plugged = plugged;
      devices.dispatchEvent(new Event('devicechange'));
      await settle();
    },
    show: async (seen: boolean) => {
      bench.seen = seen;
      for (const listener of [...sightListeners]) listener();
      await settle();
    },
    waiting: () => pending.length,
  };
}

/** A bench whose camera runs and has read its first frame. */
export async function openBench(options: Parameters<typeof createBench>[0] = {}) {
  const bench = createBench(options);
  await settle();
  await settle();
  return bench;
}
