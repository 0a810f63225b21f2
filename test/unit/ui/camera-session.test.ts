/** One viewfinder's camera, with cameras, a decoder and a page that do as they are told. */
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../renderer/ui/camera/decoder/read-codes.ts';
import { openCamera, type CameraState, type CameraWorld } from '../../../renderer/ui/camera/session.ts';
import { createSightings } from '../../../renderer/ui/camera/sightings.ts';

class FakeTrack extends EventTarget {
  readonly id: string;
  readonly torch: boolean;
  readyState = 'live';
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

const qr = (text: string): Reading => ({ text, format: 'QRCode', linear: false, offCentre: 0 });

/** Lets everything happen that waits for nothing but itself. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

function createBench(
  options: { readonly wanted?: string; readonly noDevices?: boolean; readonly undecided?: boolean } = {},
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
      show: (stream) => Promise.resolve(void (bench.shown = stream)),
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
async function openBench(options: Parameters<typeof createBench>[0] = {}) {
  const bench = createBench(options);
  await settle();
  await settle();
  return bench;
}

describe('a camera that runs', () => {
  it('tells which one it is, and reads frame after frame, one at a time', async () => {
    const { states, bench, tick, cameras, session } = await openBench();
    expect(states).toEqual([{ kind: 'starting' }, { kind: 'running', camera: 'one', mirrored: false, torch: null }]);
    expect(cameras).toEqual([['one']]);
    await tick();
    await tick();
    expect(bench.reads).toBe(3);
    expect(bench.mostInFlight).toBe(1);
    session.close();
  });

  it('gives a code once, however long it is held up, and the next one', async () => {
    const { set, tick, codes } = await openBench();
    set({ inFront: [qr('a')] });
    await tick();
    await tick();
    await tick();
    set({ inFront: [] });
    await tick();
    set({ inFront: [qr('b')] });
    await tick();
    expect(codes).toEqual(['a', 'b']);
  });

  it('is asked for without a microphone', async () => {
    const { asked } = await openBench();
    expect(asked).toMatchObject([{ audio: false, video: { facingMode: { ideal: 'environment' } } }]);
  });
});

describe('whoever closes the viewfinder', () => {
  it('has no track, decoder or timer left', async () => {
    const { session, live, bench, tick, waiting, states } = await openBench();
    await tick();
    session.close();
    const told = states.length;
    expect([live(), bench.decoders, waiting(), bench.shown]).toEqual([0, 0, 0, null]);
    await tick();
    expect(states).toHaveLength(told);
  });

  it('before the browser was answered, keeps no camera that comes late', async () => {
    const { session, live, tracks, bench, states } = createBench({ undecided: true });
    session.close();
    bench.decide();
    await settle();
    expect(tracks).toHaveLength(1);
    expect([live(), bench.shown, bench.decoders]).toEqual([0, null, 0]);
    expect(states).toEqual([{ kind: 'starting' }]);
  });

  it('cannot open it again', async () => {
    const { session, live, asked } = await openBench();
    session.close();
    session.retry();
    session.choose('one');
    await settle();
    expect([live(), asked.length]).toEqual([0, 1]);
  });

  it('hears nothing more of devices or of the window', async () => {
    const { session, asked, states, plugChange, show } = await openBench();
    session.close();
    const before = [asked.length, states.length];
    await plugChange(['two']);
    await show(false);
    await show(true);
    expect([asked.length, states.length]).toEqual(before);
  });

  it('gets no code of a frame that was still being read', async () => {
    const { session, set, codes, tick, bench } = await openBench();
    set({ inFront: [qr('a')] });
    const read = tick();
    while (bench.inFlight === 0) await Promise.resolve();
    session.close();
    await read;
    expect(codes).toEqual([]);
  });
});

describe('out of sight', () => {
  it('the camera is off, and on again when the window is seen', async () => {
    const { show, live, last, tracks, bench } = await openBench();
    await show(false);
    expect([live(), last(), bench.shown]).toEqual([0, { kind: 'away' }, null]);
    await show(true);
    expect(live()).toBe(1);
    expect(tracks).toHaveLength(2);
    expect(last()).toMatchObject({ kind: 'running' });
  });

  it('no camera comes on: not by a device that is plugged in, not by "Try again"', async () => {
    const { show, plugChange, session, live, last } = await openBench();
    await show(false);
    await plugChange(['one', 'two']);
    session.retry();
    await settle();
    expect([live(), last()]).toEqual([0, { kind: 'away' }]);
  });
});

describe('a camera that fails', () => {
  const failed = (why: string) => ({ kind: 'failed', failure: { why } });

  it('says that it was unplugged, and comes back by itself', async () => {
    const { tracks, last, live, plugChange } = await openBench();
    tracks[0]?.unplug();
    expect(last()).toMatchObject(failed('unplugged'));
    await plugChange([]);
    expect(last()).toMatchObject(failed('none'));
    await plugChange(['one']);
    expect(last()).toMatchObject({ kind: 'running', camera: 'one' });
    expect(live()).toBe(1);
  });

  it('is asked for again when somebody says so, not by itself, where it is forbidden', async () => {
    const { session, set, last, asked, plugChange } = createBench();
    set({ refusal: new DOMException('Permission denied', 'NotAllowedError') });
    session.retry();
    await settle();
    expect(last()).toMatchObject(failed('denied'));
    const before = asked.length;
    await plugChange(['one']);
    expect(asked).toHaveLength(before);
    set({ refusal: null });
    session.retry();
    await settle();
    expect(last()).toMatchObject({ kind: 'running' });
  });

  it('is not there at all in a page that is not secure', async () => {
    const { last } = await openBench({ noDevices: true });
    expect(last()).toMatchObject(failed('unavailable'));
  });

  it('gives way to another when the chosen one is gone', async () => {
    const { last, asked } = await openBench({ wanted: 'gone' });
    expect(asked).toHaveLength(2);
    expect(last()).toMatchObject({ kind: 'running', camera: 'one' });
  });

  it('is off when the decoder does not load or breaks down, and both come back', async () => {
    const { set, tick, last, live, bench, session } = await openBench();
    set({ decoderBreaks: true });
    await tick();
    expect(last()).toMatchObject(failed('decoder'));
    expect([live(), bench.decoders]).toEqual([0, 0]);
    session.retry();
    await settle();
    expect(last()).toEqual({ kind: 'failed', failure: { why: 'decoder', detail: 'Error: CompileError' } });
    expect(live()).toBe(0);
    set({ decoderBreaks: false });
    session.retry();
    await settle();
    expect(last()).toMatchObject({ kind: 'running' });
    expect(bench.decoders).toBe(1);
  });
});

describe('with several cameras', () => {
  it('the chosen one is used, the other is off', async () => {
    const { session, plugChange, cameras, last, tracks } = await openBench();
    await plugChange(['one', 'two']);
    expect(cameras.at(-1)).toEqual(['one', 'two']);
    session.choose('two');
    await settle();
    expect(last()).toMatchObject({ kind: 'running', camera: 'two' });
    expect(tracks.map(({ id, readyState }) => [id, readyState])).toEqual([
      ['one', 'ended'],
      ['two', 'live'],
    ]);
  });
});

describe('a torch', () => {
  async function openWithTorch() {
    const bench = createBench();
    bench.set({ torch: true });
    bench.session.retry();
    await settle();
    return bench;
  }

  it('is switched where there is one', async () => {
    const { session, last, tracks } = await openWithTorch();
    expect(last()).toMatchObject({ torch: false });
    session.setTorch(true);
    await settle();
    expect(last()).toMatchObject({ kind: 'running', torch: true });
    expect(tracks.at(-1)?.wishes).toEqual([{ advanced: [{ torch: true }] }]);
  });

  it('is forgotten where the camera only says so', async () => {
    const { session, last, tracks } = await openWithTorch();
    const track = tracks.at(-1);
    if (track !== undefined) track.refusesTorch = true;
    session.setTorch(true);
    await settle();
    expect(last()).toMatchObject({ kind: 'running', torch: null });
  });
});
