/** What every back-end promises, of those whose counterpart needs nothing of the machine: label printers, doubles of Windows and Electron. */
import { vi } from 'vitest';
import { createRasteriser } from '../../../electron/host/printing/raster.ts';
import { createSystemBackend } from '../../../electron/host/printing/system.ts';
import { createWindowsBackend } from '../../../electron/host/printing/windows.ts';
import { createPictureDrawing } from '../../../electron/host/printing/windows-pictures.ts';
import { createWindowsRunner } from '../../../electron/host/printing/windows-shell.ts';
import { createZplBackend } from '../../../electron/host/printing/zpl-backend.ts';
import { listDevices, printSvgPage } from '../../../electron/main/print-page.ts';
import { layOutBadge, makePrinter } from '../../printers/badge.ts';
import { describeBackend } from '../../printers/conformance.ts';
import { WindowsDouble } from '../../printers/windows-spooler.ts';
import { startZplPrinter } from '../../printers/zpl-printer.ts';
import { electron, FakeContents, FakeWindow } from '../shells/electron-double.ts';
import { loadInter } from './inter.ts';

vi.mock('electron', async () => (await import('../shells/electron-double.ts')).electron);

const drawing = loadInter().then(createRasteriser);

describeBackend(
  'a label printer',
  async () => {
    const rasteriser = await drawing;
    let device = await startZplPrinter();
    const { port } = device;
    return {
      backend: createZplBackend({ draw: (...what) => rasteriser.render(...what), limits: { pollMs: 5 } }),
      printer: makePrinter({ kind: 'zpl', host: '127.0.0.1', port }),
      layout: await layOutBadge(),
      countOut: async () => device.labels.length,
      refuse: () => device.close(),
      accept: async () => {
        device = await startZplPrinter({ port });
      },
      hold: async () => device.set({ slow: true }),
      held: async () => {
        await device.until(() => device.waiting() === 1);
        device.set({ paperOut: true });
      },
      letGo: async () => device.set({}),
      lose: async () => device.set({ dropAfterLabel: true }),
      reconnect: async () => device.set({}),
      unplug: () => device.close(),
      close: () => device.close(),
    };
  },
  { remembers: false, refuses: true, holds: 'paperOut', loses: true, unplugs: true },
);

describeBackend(
  'the Windows spooler (a double)',
  async () => {
    const windows = new WindowsDouble();
    const well = { error: 2, extended: 3, offline: false };
    const device = 'Принтер "у входа"';
    windows.printers.set(device, well);
    return {
      backend: createWindowsBackend({
        run: createWindowsRunner(windows.spawn, 'C:\\Windows'),
        draw: createPictureDrawing(await drawing),
      }),
      printer: makePrinter({ kind: 'windows', device }),
      layout: await layOutBadge(),
      countOut: async () => windows.printed.length,
      refuse: async () => void windows.printers.delete(device),
      accept: async () => void windows.printers.set(device, well),
      hold: async () => {
        windows.holds = true;
      },
      held: async () => {
        while (windows.queue[0] === undefined) await new Promise((resolve) => setImmediate(resolve));
        windows.queue[0].mask = 0x40;
        windows.change();
      },
      letGo: async () => windows.release(),
      lose: async () => {
        windows.fault = 'fallsAtLast';
      },
      reconnect: async () => {
        windows.fault = null;
      },
      close: async () => windows.release(),
    };
  },
  { remembers: false, refuses: true, holds: 'paperOut', loses: true, unplugs: false },
);

describeBackend(
  "Electron's print window (a double)",
  async () => {
    let out = 0;
    let answer: (contents: FakeContents) => void;
    const takes = (contents: FakeContents) => {
      out += 1;
      contents.printed[0]!.answer(true, '');
    };
    answer = takes;
    FakeWindow.all = [];
    FakeContents.printers = () => Promise.resolve([]);
    FakeWindow.loading = async (url) => {
      const { webContents } = FakeWindow.all.find(({ loaded }) => loaded === url)!;
      await electron.session.fromPartition('print').handlers.get('stoika')!(new Request(url));
      webContents.once('printed', () => queueMicrotask(() => answer(webContents)));
    };
    return {
      backend: createSystemBackend({ fonts: await loadInter(), printSvgPage, listDevices }),
      printer: makePrinter({ kind: 'system', device: null }),
      layout: await layOutBadge(),
      countOut: async () => out,
      refuse: async () => {
        answer = (contents) => contents.printed[0]!.answer(false, 'Invalid deviceName provided');
      },
      accept: async () => {
        answer = takes;
      },
      lose: async () => {
        answer = (contents) => {
          out += 1;
          contents.emit('render-process-gone');
        };
      },
      reconnect: async () => undefined,
      close: async () => undefined,
    };
  },
  { remembers: false, refuses: true, holds: null, loses: true, unplugs: false },
);
