/**
 * A double of the parts of Electron that the shell uses. Events, order and failures are Electron's own; `net.request` talks real
 * HTTP and, as Chromium does, cancels a redirect that nobody follows. Signatures are checked against Electron's types below.
 */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import http from 'node:http';
import type * as Electron from 'electron';

export class FakeContents extends EventEmitter {
  reloads = 0;
  executed: string[] = [];
  openHandler: ((details: unknown) => { action: string }) | null = null;
  /** The system's printers; a print server that is switched off never answers. */
  static printers: () => Promise<Electron.PrinterInfo[]> = () => Promise.resolve([]);
  printed: { options: Electron.WebContentsPrintOptions; answer: (success: boolean, reason: string) => void }[] = [];

  setWindowOpenHandler(handler: (details: unknown) => { action: string }): void {
    this.openHandler = handler;
  }
  reload(): void {
    this.reloads += 1;
  }
  /** As Chromium does, the end is told as any other. */
  forcefullyCrashRenderer(): void {
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
  }
  executeJavaScript(code: string): Promise<unknown> {
    this.executed.push(code);
    return Promise.resolve();
  }
  print(options: Electron.WebContentsPrintOptions, answer: (success: boolean, reason: string) => void): void {
    // As Electron does, before it asks the driver.
    const { pageSize, usePrinterDefaultPageSize } = options;
    if (typeof pageSize === 'object' && !(pageSize.width > 352 && pageSize.height > 352)) {
      throw new RangeError('height and width properties must be minimum 352 microns.');
    }
    if (pageSize !== undefined && usePrinterDefaultPageSize !== undefined) {
      throw new Error('usePrinterDefaultPageSize cannot be combined with pageSize');
    }
    this.printed.push({ options, answer });
    this.emit('printed');
  }
  getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    return FakeContents.printers();
  }
}

export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = [];
  static getAllWindows(): FakeWindow[] {
    return FakeWindow.all.filter((window) => !window.destroyed);
  }
  static loading: (url: string) => Promise<void> = () => Promise.resolve();
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new FakeContents();
  readonly calls: string[] = [];
  loaded: string | null = null;
  destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    FakeWindow.all.push(this);
  }
  loadURL(url: string): Promise<void> {
    this.loaded = url;
    return FakeWindow.loading(url);
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isMinimized(): boolean {
    return true;
  }
  destroy(): void {
    this.destroyed = true;
  }
  show(): void {
    this.calls.push('show');
  }
  restore(): void {
    this.calls.push('restore');
  }
  focus(): void {
    this.calls.push('focus');
  }
}

/** A file that a page lets out. */
export class FakeDownload extends EventEmitter {
  readonly #url: string;

  constructor(url: string) {
    super();
    this.#url = url;
  }
  getURL(): string {
    return this.#url;
  }
  getFilename(): string {
    return 'made-up.stoika';
  }
}

type Answer = (given: boolean) => void;

export class FakeSession extends EventEmitter {
  readonly name: string;
  requestHandler: ((contents: unknown, permission: string, answer: Answer, details: object) => void) | null = null;
  checkHandler: ((contents: unknown, permission: string, origin: string, details: object) => boolean) | null = null;
  deviceHandler: ((details?: object) => boolean) | null = null;
  spellChecker = true;
  beforeRequest: ((details: { url: string }, answer: (result: { cancel: boolean }) => void) => void) | null = null;
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<FakeSession['beforeRequest']>) => (this.beforeRequest = listener),
  };

  /** Of this session alone. */
  readonly handlers = new Map<string, (request: Request) => Promise<Response> | Response>();
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response> | Response) => {
      // As Electron does.
      if (this.handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`);
      this.handlers.set(scheme, handler);
    },
  };

  constructor(name: string) {
    super();
    this.name = name;
  }
  setPermissionRequestHandler(handler: NonNullable<FakeSession['requestHandler']>): void {
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: NonNullable<FakeSession['checkHandler']>): void {
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(handler: (details?: object) => boolean): void {
    this.deviceHandler = handler;
  }
  setSpellCheckerEnabled(on: boolean): void {
    this.spellChecker = on;
  }
}

class FakeApp extends EventEmitter {
  paths: Record<string, string> = {};
  isFirst = true;
  exits: number[] = [];
  isPackaged = false;
  sandboxed = false;
  ready = true;
  relaunched: Electron.RelaunchOptions[] = [];
  switches: string[] = [];
  readonly commandLine = { hasSwitch: (name: string): boolean => this.switches.includes(name) };
  enableSandbox(): void {
    this.sandboxed = true;
  }
  async whenReady(): Promise<void> {
    await Promise.resolve(); // never at once: what a shell does before is done before
    this.ready = true;
  }
  getVersion(): string {
    return '1.2.3';
  }
  isReady(): boolean {
    return this.ready;
  }
  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Path ${path} does not exist`);
    this.paths[name] = path;
  }
  requestSingleInstanceLock(): boolean {
    return this.isFirst;
  }
  quit(): void {
    this.emit('before-quit', { preventDefault: () => undefined });
  }
  exit(code: number): void {
    this.exits.push(code);
  }
  relaunch(options: Electron.RelaunchOptions = {}): void {
    this.relaunched.push(options);
  }
}

/** What a person answers: the number of a button, or nothing yet. As Electron does, a question that is taken back answers as cancelled. */
class FakeDialog {
  readonly errors: string[] = [];
  readonly messages: Electron.MessageBoxOptions[] = [];
  /** The file that a person chooses; null = none. */
  chosen: string | null = null;
  answer: number | null = 0;
  /** Answers the question that stands last. */
  press: (button: number) => void = () => undefined;

  showErrorBox(title: string, content: string): void {
    this.errors.push(`${title}: ${content}`);
  }
  showMessageBox(
    ...asked: [Electron.MessageBoxOptions] | [unknown, Electron.MessageBoxOptions]
  ): Promise<Electron.MessageBoxReturnValue> {
    const options = asked.at(-1) as Electron.MessageBoxOptions;
    this.messages.push(options);
    return new Promise((resolve) => {
      const end = (response: number): void => resolve({ response, checkboxChecked: false });
      this.press = end;
      options.signal?.addEventListener('abort', () => end(options.cancelId ?? 0));
      if (this.answer !== null) end(this.answer);
    });
  }
  showOpenDialog(): Promise<Electron.OpenDialogReturnValue> {
    const { chosen } = this;
    return Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
  }
  showMessageBoxSync(_window: unknown, options: Electron.MessageBoxSyncOptions): number {
    this.messages.push(options);
    return this.answer ?? options.cancelId ?? 0;
  }
}

class FakeSafeStorage {
  available = true;
  /** What it has sealed it cannot open any more: another user, another machine, a keychain that was made anew. */
  forgotten = false;
  backend: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']> = 'gnome_libsecret';
  rotated = false;
  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.available);
  }
  getSelectedStorageBackend(): FakeSafeStorage['backend'] {
    return this.backend;
  }
  encryptStringAsync(text: string): Promise<Buffer> {
    if (!this.available) return Promise.reject(new Error('Encryption is not available'));
    return Promise.resolve(Buffer.from(`sealed:${this.rotated ? 'new' : 'old'}:${text}`));
  }
  decryptStringAsync(sealed: Buffer): Promise<Electron.DecryptStringAsyncReturnValue> {
    const [, key, result = ''] = sealed.toString().split(':');
    if (!this.available) return Promise.reject(new Error('Decryption is not available'));
    if (this.forgotten || !sealed.toString().startsWith('sealed:')) {
      return Promise.reject(
        new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync'),
      );
    }
    return Promise.resolve({ result, shouldReEncrypt: this.rotated && key === 'old' });
  }
}

/** `http` errors as Chromium names them. */
const chromiumErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ECONNRESET: 'net::ERR_CONNECTION_RESET',
  ENOTFOUND: 'net::ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'net::ERR_NAME_NOT_RESOLVED',
};

class FakeRequest extends EventEmitter {
  #sent: http.ClientRequest;
  #response: EventEmitter | null = null;
  #closed = false;

  constructor(options: Electron.ClientRequestConstructorOptions) {
    super();
    const { url = '', method = 'GET', headers = {} } = options;
    this.#sent = http.request(url, { method, headers, agent: false }, (answer) => this.#receive(answer));
    this.#sent.on('error', (error: NodeJS.ErrnoException) => {
      this.#fail(chromiumErrors[error.code ?? ''] ?? 'net::ERR_FAILED');
    });
  }
  end(body?: string): this {
    this.#sent.end(body);
    return this;
  }
  abort(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('abort');
    this.#response?.emit('aborted');
    this.emit('close');
    this.#sent.destroy();
  }
  #receive(answer: http.IncomingMessage): void {
    const { statusCode = 0, headers } = answer;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()]));
      this.emit('redirect', statusCode, 'GET', headers.location, lists);
      this.#fail('Redirect was cancelled');
      return;
    }
    const response = Object.assign(new EventEmitter(), { statusCode, headers });
    this.#response = response;
    this.emit('response', response);
    answer.on('data', (chunk: Buffer) => response.emit('data', chunk));
    answer.on('end', () => {
      response.emit('end');
      if (!this.#closed) this.emit('close');
      this.#closed = true;
    });
    answer.on('error', () => response.emit('error', new Error('net::ERR_CONTENT_LENGTH_MISMATCH')));
  }
  #fail(message: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('error', new Error(message));
    this.emit('close');
    this.#sent.destroy();
  }
}

function createElectron() {
  const sessions = new Map<string, FakeSession>();
  const app = new FakeApp();
  const fromPartition = (name: string): FakeSession => {
    const known = sessions.get(name) ?? new FakeSession(name);
    sessions.set(name, known);
    return known;
  };
  const requests: Electron.ClientRequestConstructorOptions[] = [];
  const schemes: Electron.CustomScheme[] = [];
  const handlers = new Map<string, (request: Request) => Promise<Response> | Response>();
  const menus: unknown[] = [];
  const dialog = new FakeDialog();
  const { errors, messages } = dialog;
  const opened: string[] = [];
  return {
    app,
    session: { fromPartition, defaultSession: fromPartition('') },
    safeStorage: new FakeSafeStorage(),
    powerMonitor: new EventEmitter(),
    dialog,
    shell: {
      openExternal: (url: string) => {
        opened.push(url);
        return Promise.resolve();
      },
      showItemInFolder: (path: string) => void opened.push(path),
    },
    BrowserWindow: FakeWindow,
    protocol: {
      registerSchemesAsPrivileged: (added: Electron.CustomScheme[]) => void schemes.push(...added),
      handle: (scheme: string, handler: (request: Request) => Promise<Response> | Response) =>
        void handlers.set(scheme, handler),
    },
    net: {
      request: (options: Electron.ClientRequestConstructorOptions) => {
        requests.push(options);
        return new FakeRequest(options);
      },
    },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => void menus.push(menu),
    },
    /** What the double has been told; Electron has no such thing. */
    told: { requests, schemes, handlers, menus, errors, messages, opened },
  };
}

export const electron = createElectron();

/** The double's names are Electron's: a call that Electron does not have would not compile. */
type Has<Real, Double extends keyof Real> = Double;
/** And where the shell keeps something of what it is answered, so are its signatures. */
type Fits<Real, Double extends Real> = Double;
export type Checked = [
  Has<
    Electron.App,
    Exclude<
      keyof FakeApp,
      'paths' | 'isFirst' | 'exits' | 'sandboxed' | 'ready' | 'relaunched' | 'switches' | keyof EventEmitter
    >
  >,
  Has<Electron.Dialog, Extract<keyof FakeDialog, `show${string}`>>,
  Fits<
    Pick<Electron.SafeStorage, Extract<keyof FakeSafeStorage, `${string}Async` | `is${string}` | `get${string}`>>,
    FakeSafeStorage
  >,
  Fits<Pick<Electron.App, 'getVersion' | 'isReady' | 'setPath' | 'exit' | 'quit' | 'relaunch' | 'whenReady'>, FakeApp>,
  Fits<Pick<Electron.DownloadItem, 'getURL' | 'getFilename'>, FakeDownload>,
  Fits<Pick<Electron.Shell, 'openExternal' | 'showItemInFolder'>, typeof electron.shell>,
  Has<Electron.Session, Extract<keyof FakeSession, `set${string}`> | 'webRequest' | 'protocol'>,
  Has<
    Electron.BrowserWindow,
    Exclude<keyof FakeWindow, 'options' | 'calls' | 'loaded' | 'destroyed' | keyof EventEmitter>
  >,
  Has<
    Electron.WebContents,
    'setWindowOpenHandler' | 'reload' | 'forcefullyCrashRenderer' | 'print' | 'getPrintersAsync' | 'executeJavaScript'
  >,
  Has<Electron.ClientRequest, 'end' | 'abort'>,
  Has<typeof Electron.protocol, 'registerSchemesAsPrivileged' | 'handle'>,
];
