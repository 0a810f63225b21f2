/** When the camera of a viewfinder is on, and what becomes of what it sees. */
import { describe, expect, it } from 'vitest';
import { createBench, openBench, qr, settle } from './camera-bench.ts';

describe('a camera that runs', () => {
  it('tells which one it is, and reads frame after frame, one at a time', async () => {
    const { states, bench, tick, cameras, session } = await openBench();
    const running = { kind: 'running', camera: 'one', mirrored: false, torch: null, blind: false };
    expect(states).toEqual([{ kind: 'starting' }, running]);
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

  it('that is granted and gives no picture is not waited for for ever', async () => {
    const { tick, last, live, set, plugChange } = await openBench({ dark: true });
    expect(last()).toEqual({ kind: 'starting' });
    await tick(12_000);
    expect(last()).toMatchObject(failed('busy'));
    expect(live()).toBe(0);
    set({ dark: false });
    await plugChange(['one']);
    expect(last()).toMatchObject({ kind: 'running' });
  });

  it('is told to be blind while it gives no picture, and goes on by itself', async () => {
    const { tracks, last, states, session } = await openBench();
    tracks[0]?.dispatchEvent(new Event('mute'));
    expect(last()).toMatchObject({ kind: 'running', blind: true });
    tracks[0]?.dispatchEvent(new Event('unmute'));
    expect(last()).toMatchObject({ kind: 'running', blind: false });
    session.close();
    const told = states.length;
    tracks[0]?.dispatchEvent(new Event('mute'));
    expect(states).toHaveLength(told);
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
