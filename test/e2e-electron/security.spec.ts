/** What only a real Electron can show of docs/security.md. Why it is skipped is said by window.spec.ts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { argsFor, obstacle, withDesk } from './electron.ts';

test.beforeEach(() => test.skip(obstacle !== null, obstacle ?? ''));

test('the policy holds in the page and in the engine’s worker: nothing inline, no eval, no WASM, no frame from elsewhere', () =>
  withDesk(async (desk) => {
    const page = await desk.firstWindow();
    await expect(page).toHaveURL('stoika://desk/');
    const may = await page.evaluate(async () => {
      const tryOut = (what: () => unknown): string => {
        try {
          what();
          return 'done';
        } catch {
          return 'refused';
        }
      };
      const script = document.createElement('script');
      script.textContent = 'document.title = "inline"';
      document.head.append(script);
      const frame = document.createElement('iframe');
      frame.src = 'https://example.org/';
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const wasm = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
        () => 'done',
        () => 'refused',
      );
      const other = await fetch('stoika://elsewhere/').then(
        (answer) => answer.status,
        () => 'refused',
      );
      return {
        eval: tryOut(() => globalThis.eval('1')),
        inline: document.title === 'inline',
        wasm,
        worker: tryOut(() => new Worker('data:text/javascript,1')),
        other,
      };
    });
    expect(may).toMatchObject({ eval: 'refused', inline: false, wasm: 'refused' });
    expect(['refused', 404]).toContain(may.other);
    expect(page.frames().every((frame) => !frame.url().startsWith('https:'))).toBe(true);
    const worker = page.workers().find((one) => one.url().includes('engine'));
    const inWorker = await worker?.evaluate(() => {
      try {
        return globalThis.eval('"done"') as string;
      } catch {
        return 'refused';
      }
    });
    expect(inWorker ?? 'refused').toBe('refused');
  }));

test('the window reaches no server, by name or by number, and leads nowhere; it may load itself anew', () =>
  withDesk(async (desk) => {
    const visits: string[] = [];
    const server = createServer((request, response) => {
      visits.push(request.url ?? '');
      response.end('<title>elsewhere</title>');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const elsewhere = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/`;
    try {
      const page = await desk.firstWindow();
      await page.evaluate(async (url) => {
        await fetch(url).catch(() => undefined);
        new Image().src = url;
        navigator.sendBeacon(url);
        location.href = url;
      }, elsewhere);
      await page.waitForTimeout(500);
      await expect(page).toHaveURL('stoika://desk/');
      await page.evaluate(() => location.reload());
      await expect(
        page.getByRole('status', { name: 'Connection' }).or(page.getByRole('heading')).first(),
      ).toBeVisible();
      expect(visits).toEqual([]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }));

test('the page comes back after its process has died, and the desk is the same', () =>
  withDesk(async (desk) => {
    const page = await desk.firstWindow();
    await expect(page).toHaveURL('stoika://desk/');
    const epoch = await page.evaluate(() =>
      fetch('/api/station').then((answer) => answer.json() as Promise<{ event: unknown }>),
    );
    await desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    const title = () =>
      desk.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(
            'fetch("/api/station").then((answer) => answer.json()).then(({ event }) => event)',
          )
          .catch(() => null),
      );
    await expect.poll(title).toEqual(epoch.event);
  }));

test('no page has a permission that nobody gave, and the rights of the window are those of a page', () =>
  withDesk(async (desk) => {
    const page = await desk.firstWindow();
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'microphone', 'midi', 'clipboard-read'] as PermissionName[];
      return Promise.all(
        names.map((name) =>
          navigator.permissions.query({ name }).then(
            ({ state }) => state,
            () => 'denied',
          ),
        ),
      );
    });
    expect(states).not.toContain('granted');
    const preferences = await desk.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return contents === undefined ? null : { throttled: contents.getBackgroundThrottling() };
    });
    expect(preferences).toEqual({ throttled: false });
  }));

test('a second start on the same folder ends, and leaves the desk to the first', () =>
  withDesk(async (desk, dataDir) => {
    await desk.firstWindow();
    const binary = createRequire(import.meta.url)('electron') as string;
    const second = spawn(binary, argsFor(dataDir), { stdio: 'ignore' });
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).toBe(0);
    expect(desk.windows()).toHaveLength(1);
  }));
