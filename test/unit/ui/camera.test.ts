/** The small parts of the viewfinder: pace, choice, failures, sightings, words. */
import { describe, expect, it } from 'vitest';
import { describeWanted, isMirrored, listCameras } from '../../../renderer/ui/camera/cameras.ts';
import type { Reading } from '../../../renderer/ui/camera/decoder/read-codes.ts';
import {
  CAMERA_FAILURES,
  explainCamera,
  isChoiceGone,
  mayPassWithDevices,
} from '../../../renderer/ui/camera/failures.ts';
import { createPace, fitFrame } from '../../../renderer/ui/camera/pace.ts';
import { showCode } from '../../../renderer/ui/camera/show-code.ts';
import { createSight, SHELL_SIGHT } from '../../../renderer/ui/camera/sight.ts';
import { createSightings } from '../../../renderer/ui/camera/sightings.ts';
import { en } from '../../../renderer/ui/i18n/en/index.ts';
import { ru } from '../../../renderer/ui/i18n/ru/index.ts';
import { readSetupCode } from '../../../renderer/ui/state/hash.ts';

describe('the pace', () => {
  it.each([0, 5, 40, 79, 80, 150, 600])('leaves the desk half of the time at least: a frame of %i ms', (took) => {
    expect(createPace().pauseAfter(took)).toBeGreaterThanOrEqual(took);
  });
  it.each([0, 5, 20, 40])('is no quicker than an eye: a frame of %i ms', (took) => {
    expect(took + createPace().pauseAfter(took)).toBe(80);
  });
  it('goes on however slow the machine is, and whatever the clock says', () => {
    expect(createPace().pauseAfter(60_000)).toBe(1200);
    expect(createPace().pauseAfter(-5)).toBe(80);
  });
  it('reads a large picture smaller, in its own proportions, and a small one as it is', () => {
    expect(fitFrame(1920, 1080, 1280)).toEqual({ width: 1280, height: 720 });
    expect(fitFrame(1080, 1920, 960)).toEqual({ width: 540, height: 960 });
    expect(fitFrame(640, 480, 1280)).toEqual({ width: 640, height: 480 });
    expect(fitFrame(0, 0, 1280)).toBeNull();
  });

  /** The sides that were read, one for each run of frames on a machine that needs `ms` for a frame of 1280. */
  function readSides(pace: ReturnType<typeof createPace>, ms: number, frames: number): readonly number[] {
    const sides = Array.from({ length: frames }, () => {
      const side = pace.side();
      pace.pauseAfter(ms * (side / 1280) ** 2);
      return side;
    });
    return sides.filter((side, index) => side !== sides[index - 1]);
  }

  it.each([
    [40, [1280]],
    [200, [1280]],
    [350, [1280, 960]],
    [800, [1280, 960, 640]],
    [5000, [1280, 960, 640]],
  ])('reads smaller frames where large ones take too long, and stays there: %i ms', (ms, sides) => {
    expect(readSides(createPace(), ms, 100)).toEqual(sides);
  });

  it('reads large frames again when the machine has time again', () => {
    const pace = createPace();
    readSides(pace, 800, 50);
    expect(readSides(pace, 80, 50)).toEqual([640, 960, 1280]);
  });

  it('is not put out by a frame that hung', () => {
    const pace = createPace();
    for (let frame = 0; frame < 40; frame += 1) pace.pauseAfter(frame % 4 === 0 ? 2000 : 100);
    expect(pace.side()).toBe(1280);
  });
});

describe('the cameras', () => {
  const device = (kind: MediaDeviceKind, deviceId: string, label = '') => ({ kind, deviceId, label });

  it('are listed once each, without microphones and without those that hide', () => {
    expect(
      listCameras([
        device('audioinput', 'm'),
        device('videoinput', 'a', ' Front '),
        device('videoinput', 'a', 'again'),
        device('videoinput', ''),
        device('videoinput', 'b'),
      ]),
    ).toEqual([
      { id: 'a', label: 'Front' },
      { id: 'b', label: '' },
    ]);
  });

  it('are asked for by choice, else for the one that looks away', () => {
    expect(describeWanted('b')).toMatchObject({ audio: false, video: { deviceId: { exact: 'b' } } });
    expect(describeWanted('b').video).not.toHaveProperty('facingMode');
    expect(describeWanted(null)).toMatchObject({ audio: false, video: { facingMode: { ideal: 'environment' } } });
  });

  it.each([
    ['user', 'anything', true],
    ['environment', 'Front?', false],
    [undefined, 'Integrated Webcam', true],
    [undefined, 'FaceTime HD Camera', true],
    [undefined, 'Фронтальная камера', true],
    ['', 'USB document camera', false],
  ])('are shown as a mirror when they look at whoever holds the ticket: %s, %s', (facing, label, mirrored) => {
    expect(isMirrored(facing, label)).toBe(mirrored);
  });
});

describe('a failure', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission dismissed', 'denied'],
    ['NotAllowedError', 'Permission denied by system', 'deniedBySystem'],
    [
      'NotAllowedError',
      'The request is not allowed by the user agent or the platform in the current context.',
      'denied',
    ],
    ['SecurityError', '', 'denied'],
    ['NotFoundError', 'Requested device not found', 'none'],
    ['NotReadableError', 'Could not start video source', 'busy'],
    ['AbortError', 'Starting videoinput failed', 'busy'],
    ['TypeError', 'x is not a function', 'other'],
  ])('is told by its name: %s (%s)', (name, message, why) => {
    expect(explainCamera(new DOMException(message, name))).toEqual({
      why,
      detail: message === '' ? name : `${name}: ${message}`,
    });
  });

  it('is told by its shape when it is no Error', () => {
    expect(explainCamera({ name: 'NotReadableError', message: 'busy' }).why).toBe('busy');
    expect(explainCamera('broken')).toEqual({ why: 'other', detail: 'broken' });
    expect(isChoiceGone({ name: 'OverconstrainedError' })).toBe(true);
    expect(isChoiceGone(new Error('OverconstrainedError'))).toBe(false);
  });

  it('is tried again with a new device only where that may help', () => {
    const retried = CAMERA_FAILURES.filter((why) => mayPassWithDevices({ why, detail: '' }));
    expect(retried).toEqual(['none', 'busy', 'unplugged']);
  });

  it.each(CAMERA_FAILURES)('has words and a next step in both languages: %s', (why) => {
    for (const { camera } of [en, ru]) {
      const { title, what, todo } = camera.failure[why];
      expect([title, what, todo].every((text) => text.length > 10)).toBe(true);
    }
  });
});

describe('what stands before the camera', () => {
  const code = (text: string, linear = false): Reading => ({ text, format: '', linear, offCentre: 0 });

  function createBench() {
    let time = 0;
    const sightings = createSightings(() => time);
    return (ms: number, ...readings: Reading[]) => {
      time += ms;
      return sightings.look(readings)?.text ?? null;
    };
  }

  it('is news once, for as long as it stays', () => {
    const look = createBench();
    expect([look(0, code('a')), look(100, code('a')), look(1900, code('a')), look(1900, code('a'))]).toEqual([
      'a',
      null,
      null,
      null,
    ]);
  });

  it('is news again when it was away for two seconds, not when a hand shook', () => {
    const look = createBench();
    look(0, code('a'));
    look(500);
    expect(look(500, code('a'))).toBeNull();
    look(1000);
    expect(look(1000, code('a'))).toBe('a');
  });

  it('is the next person at once', () => {
    const look = createBench();
    expect([look(0, code('a')), look(100), look(100, code('b'))]).toEqual(['a', null, 'b']);
  });

  it('is not what lies beside a code that has been read', () => {
    const look = createBench();
    expect(look(0, code('a'), code('b'))).toBe('a');
    expect(look(100, code('b'), code('a'))).toBeNull();
    expect(look(100, code('b'))).toBe('b');
  });

  it('is believed at the second look when it is bars', () => {
    const look = createBench();
    expect([look(0, code('1', true)), look(100, code('2', true)), look(100, code('2', true))]).toEqual([
      null,
      null,
      '2',
    ]);
    expect([look(5000, code('3', true)), look(1500, code('3', true)), look(100, code('3', true))]).toEqual([
      null,
      null,
      '3',
    ]);
  });
});

describe('the words of a code', () => {
  it('are one short line', () => {
    expect(showCode('BEGIN:VCARD\r\nFN:Анна\u0000\n')).toBe('BEGIN:VCARD FN:Анна');
    expect(showCode('я'.repeat(200))).toBe(`${'я'.repeat(60)}…`);
  });
  it('keep the hash of a set-up code', () => {
    expect(showCode(' sys:account:aB3dE6')).toBe('SYS:ACCOUNT:…');
  });
});

describe('a set-up code', () => {
  it('gives its hash', () => expect(readSetupCode('SYS:ACCOUNT:{aB3dE6}')).toBe('aB3dE6'));
  it.each(['~RUNETID#1$', 'aB3dE6', 'SYS:ACCOUNT:', ''])('is nothing else: "%s"', (text) =>
    expect(readSetupCode(text)).toBeNull(),
  );
});

describe('the sight of the page', () => {
  class Page extends EventTarget {
    visibilityState: DocumentVisibilityState = 'visible';
  }
  function createBench() {
    const page = new Page();
    const sight = createSight(page);
    const told: boolean[] = [];
    const end = sight.follow(() => told.push(sight.isSeen()));
    return { page, sight, told, end };
  }

  it('is lost when the page is hidden, or when the shell says so', () => {
    const { page, told, sight } = createBench();
    expect(sight.isSeen()).toBe(true);
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    page.dispatchEvent(new CustomEvent(SHELL_SIGHT, { detail: false }));
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    page.dispatchEvent(new CustomEvent(SHELL_SIGHT, { detail: true }));
    expect(told).toEqual([false, false, false, true]);
  });

  it('is followed no longer than wanted', () => {
    const { page, told, end } = createBench();
    end();
    page.dispatchEvent(new Event('visibilitychange'));
    page.dispatchEvent(new CustomEvent(SHELL_SIGHT, { detail: false }));
    expect(told).toEqual([]);
  });
});
