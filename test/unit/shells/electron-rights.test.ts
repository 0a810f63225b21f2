/** What a page of the desk may do, and who answers it: the scheme, permissions, reach, navigation. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openExternalLink } from '../../../electron/main/external-links.ts';
import { setupNavigation } from '../../../electron/main/navigation-policy.ts';
import { mountScheme, setupScheme } from '../../../electron/main/scheme.ts';
import { closeDefaultSession, setupPermissions } from '../../../electron/main/session-policy.ts';
import { electron, FakeContents, FakeDownload, FakeSession } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electron);

beforeEach(() => {
  electron.app.removeAllListeners();
  electron.told.opened.length = 0;
  electron.told.messages.length = 0;
});

/** An event that can be refused; says whether it was. */
function refusable(): { preventDefault(): void; refused: boolean } {
  return {
    refused: false,
    preventDefault() {
      this.refused = true;
    },
  };
}

describe('the scheme', () => {
  it('is standard and secure, with fetch and streams, and nothing more', () => {
    setupScheme();
    expect(electron.told.schemes).toEqual([
      { scheme: 'stoika', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
  });

  it('answers for the desk and for no other name', async () => {
    mountScheme(() => Promise.resolve(new Response('desk')));
    const handler = electron.told.handlers.get('stoika')!;
    expect(await (await handler(new Request('stoika://desk/api/station'))).text()).toBe('desk');
    const other = await handler(new Request('stoika://elsewhere/'));
    expect(other.status).toBe(404);
    expect(other.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('answers its own page and no other', async () => {
    const asked: string[] = [];
    mountScheme((request) => {
      asked.push(request.url);
      return Promise.resolve(new Response('desk'));
    });
    const handler = electron.told.handlers.get('stoika')!;
    const ask = (origin: string | null) =>
      handler(new Request('stoika://desk/api/lease', { method: 'POST', headers: origin === null ? {} : { origin } }));
    expect((await ask(null)).status).toBe(200);
    expect((await ask('stoika://desk')).status).toBe(200);
    for (const origin of [
      'null',
      'https://desk',
      'stoika://desk.example',
      'stoika://print',
      'file://',
      'http://127.0.0.1:1',
    ])
      expect((await ask(origin)).status, origin).toBe(403);
    expect(asked).toHaveLength(2);
  });
});

describe('what a page may do', () => {
  /** What a new session answers: to a page that asks, to one that looks what it has, and about devices. */
  function readPermissions(
    permission: string,
    details: { mediaTypes?: string[]; isMainFrame?: boolean },
    origin: string,
  ) {
    setupPermissions();
    const created = new FakeSession('any');
    electron.app.emit('session-created', created);
    let requested: boolean | null = null;
    const asked = { isMainFrame: true, requestingUrl: origin, securityOrigin: origin, ...details };
    created.requestHandler?.(null, permission, (given) => (requested = given), asked);
    const [mediaType] = details.mediaTypes ?? [];
    const { isMainFrame } = asked;
    const checked = created.checkHandler?.(null, permission, origin, { mediaType, isMainFrame });
    return { requested, checked, device: created.deviceHandler?.() };
  }
  const none = { requested: false, checked: false, device: false };

  it.each(['geolocation', 'notifications', 'hid', 'usb', 'display-capture', 'clipboard-read', 'unknown'])(
    'has no permission in any session: %s',
    (permission) => {
      expect(readPermissions(permission, { mediaTypes: ['video'] }, 'stoika://desk/')).toEqual(none);
    },
  );

  /** A page of the desk, under the policy. */
  function makeContents(): FakeContents {
    setupNavigation((fault) => expect.unreachable(String(fault)));
    const contents = new FakeContents();
    electron.app.emit('web-contents-created', {}, contents);
    return contents;
  }

  it('has the camera, if it is the desk itself', () => {
    const camera = { mediaTypes: ['video'] };
    expect(readPermissions('media', camera, 'stoika://desk/')).toEqual({ ...none, requested: true, checked: true });
    for (const origin of ['https://desk/', 'stoika://other/', 'https://a.example/', 'null', ''])
      expect(readPermissions('media', camera, origin), origin).toEqual(none);
    expect(readPermissions('media', { ...camera, isMainFrame: false }, 'stoika://desk/')).toEqual(none);
  });

  it('has no microphone, alone or with the camera', () => {
    expect(readPermissions('media', { mediaTypes: ['audio'] }, 'stoika://desk/')).toEqual(none);
    expect(readPermissions('media', { mediaTypes: ['audio', 'video'] }, 'stoika://desk/')).toEqual(none);
    expect(readPermissions('media', {}, 'stoika://desk/')).toEqual(none);
  });

  it('reaches nothing but the desk', () => {
    closeDefaultSession();
    const cancels = (url: string): boolean | null => {
      let cancelled: boolean | null = null;
      electron.session.defaultSession.beforeRequest?.({ url }, ({ cancel }) => (cancelled = cancel));
      return cancelled;
    };
    expect(['stoika://desk/', 'blob:stoika://desk/1'].map(cancels)).toEqual([false, false]);
    expect(['https://a.example/', 'http://127.0.0.1/', 'file:///etc/passwd', 'ws://a.example/'].map(cancels)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('lets out files that it made itself and no others, and a person learns when one was not saved', () => {
    electron.session.defaultSession.removeAllListeners();
    closeDefaultSession();
    const offer = (url: string): { readonly item: FakeDownload; readonly refused: boolean } => {
      const event = refusable();
      const item = new FakeDownload(url);
      electron.session.defaultSession.emit('will-download', event, item);
      return { item, refused: event.refused };
    };
    for (const url of ['https://a.example/x', 'stoika://desk/', 'data:,x', 'blob:null/1', 'blob:https://a.example/1']) {
      expect(offer(url).refused, url).toBe(true);
    }
    const { item, refused } = offer('blob:stoika://desk/1');
    expect(refused).toBe(false);
    item.emit('done', {}, 'completed');
    expect(electron.told.messages).toEqual([]);
    for (const state of ['interrupted', 'cancelled']) offer('blob:stoika://desk/2').item.emit('done', {}, state);
    const told = electron.told.messages.map(({ message }) => message);
    expect(told).toEqual(Array(2).fill(expect.stringContaining('The file was not saved: made-up.stoika')));
  });

  it('goes nowhere and opens nothing', () => {
    const contents = makeContents();
    const goes = (name: string, details: object): boolean => {
      const event = Object.assign(refusable(), details);
      contents.emit(name, event);
      return !event.refused;
    };
    const elsewhere = [
      ...['https://a.example/', 'http://127.0.0.1/', 'file:///etc/passwd', 'data:text/html,x', 'javascript:alert(1)'],
      ...[
        'stoika://print/1',
        'stoika://desk/api/data-key',
        'stoika://desk.example/',
        'about:srcdoc',
        'blob:null/1',
        '',
      ],
    ];
    for (const url of elsewhere) {
      expect(contents.openHandler?.({ url }), url).toEqual({ action: 'deny' });
      expect(goes('will-navigate', { url }), url).toBe(false);
      expect(goes('will-frame-navigate', { url, isMainFrame: true }), url).toBe(false);
      expect(goes('will-frame-navigate', { url, isMainFrame: false }), url).toBe(false);
      expect(goes('will-redirect', { url }), url).toBe(false);
    }
    expect(contents.openHandler?.({ url: 'stoika://desk/' })).toEqual({ action: 'deny' });
    expect(goes('will-attach-webview', {})).toBe(false);
    expect(electron.told.opened).toEqual([]);
  });

  it('may load itself anew, and show in a frame what it has made', () => {
    const contents = makeContents();
    const goes = (name: string, url: string, isMainFrame: boolean): boolean => {
      const event = Object.assign(refusable(), { url, isMainFrame });
      contents.emit(name, event);
      return !event.refused;
    };
    expect(goes('will-navigate', 'stoika://desk/', true)).toBe(true);
    expect(goes('will-frame-navigate', 'stoika://desk/', true)).toBe(true);
    expect(goes('will-frame-navigate', 'blob:stoika://desk/1', false)).toBe(true);
    expect(goes('will-frame-navigate', 'stoika://desk/', false)).toBe(false);
    expect(goes('will-frame-navigate', 'blob:stoika://desk/1', true)).toBe(false);
  });

  it('hands the browser whole https addresses of the list, and nothing else', async () => {
    const links = ['https://help.example/desk', 'http://plain.example/', 'file:///etc/passwd', 'no address'];
    for (const address of [
      ...links,
      ...[
        'https://help.example/desk?q=1',
        'https://help.example/desk/',
        'HTTPS://help.example/desk',
        'https://a.example/',
      ],
    ])
      await openExternalLink(address, links);
    expect(electron.told.opened).toEqual(['https://help.example/desk']);
    electron.told.opened.length = 0;
    await openExternalLink('https://help.example/desk');
    expect(electron.told.opened).toEqual([]);
  });

  it('has no spelling that is looked up elsewhere', () => {
    setupPermissions();
    const created = new FakeSession('any');
    electron.app.emit('session-created', created);
    expect(created.spellChecker).toBe(false);
  });
});
