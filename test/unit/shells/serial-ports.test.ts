/** Scanners on serial ports in the Electron shell, against the double of Electron. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { setupSerialPorts } from '../../../electron/main/serial-ports.ts';
import { setupPermissions } from '../../../electron/main/session-policy.ts';
import { electron, FakeSession } from './electron-double.ts';
import { makeFolder } from './desk.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electron);

const SCANNER = { portId: 'p1', portName: 'COM4', displayName: 'Made-up scanner', vendorId: '1', productId: '2' };
const OTHER = { portId: 'p2', portName: 'COM1' };
const faults: unknown[] = [];

/** @returns the port that the page gets; '' = none */
function ask(ports: readonly object[], answer: number): Promise<string> {
  const shown = vi
    .spyOn(electron.dialog, 'showMessageBox')
    .mockResolvedValue({ response: answer, checkboxChecked: false });
  return new Promise<string>((resolve) => {
    electron.session.defaultSession.emit(
      'select-serial-port',
      { preventDefault: () => undefined },
      ports,
      null,
      resolve,
    );
  }).finally(() => shown.mockRestore());
}

function mayOpen(device: object, origin = 'stoika://desk/', deviceType = 'serial'): boolean {
  return electron.session.defaultSession.deviceHandler?.({ deviceType, origin, device }) ?? false;
}

beforeEach(() => {
  electron.session.defaultSession.removeAllListeners();
  faults.length = 0;
});

it('opens the port that a person has chosen, at this start and the next, and no other', async () => {
  const folder = await makeFolder();
  const start = () => setupSerialPorts(folder, (error) => faults.push(error));
  await start();
  expect(mayOpen(SCANNER)).toBe(false);
  expect(await ask([OTHER, SCANNER], 1)).toBe('p1');
  expect([mayOpen(SCANNER), mayOpen(OTHER)]).toEqual([true, false]);
  electron.session.defaultSession.removeAllListeners();
  await start();
  expect([mayOpen({ ...SCANNER, portId: 'p9', portName: 'COM7' }), mayOpen(OTHER)]).toEqual([true, false]);
  expect(mayOpen(SCANNER, 'https://a.example/')).toBe(false);
  expect(mayOpen(SCANNER, 'stoika://desk/', 'usb')).toBe(false);
});

it('opens none when none is chosen, or there is none', async () => {
  await setupSerialPorts(await makeFolder(), (error) => faults.push(error));
  expect(await ask([OTHER], 1)).toBe('');
  expect(await ask([], 0)).toBe('');
  expect(mayOpen(OTHER)).toBe(false);
});

it('starts with a list that cannot be read, and says when it cannot be written', async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, 'serial-ports.json'), '{');
  await setupSerialPorts(join(folder, 'serial-ports.json'), (error) => faults.push(error));
  expect(await ask([OTHER], 0)).toBe('');
  expect(faults).toHaveLength(1);
});

it('is looked for by the desk’s page only, and by no frame in it', () => {
  setupPermissions();
  const created = new FakeSession('any');
  electron.app.emit('session-created', created);
  const has = (origin: string, isMainFrame = true) => created.checkHandler?.(null, 'serial', origin, { isMainFrame });
  expect(['stoika://desk/', 'stoika://other/', 'https://desk/'].map((origin) => has(origin))).toEqual([
    true,
    false,
    false,
  ]);
  expect(has('stoika://desk/', false)).toBe(false);
});
