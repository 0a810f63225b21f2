/**
 * A double of Windows: `spawn` of a PowerShell that runs the desk's script, and the spooler behind it. It reads the task as the
 * script does (lines of ASCII on its standard input) and speaks as it does; drawing is not done, pictures are kept.
 */
import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import type { SpawnWindows, WindowsTask } from '../../electron/host/printing/windows-shell.ts';
import { ENCODED_WINDOWS_SCRIPT } from '../../electron/host/printing/windows-script.ts';

export interface SpooledJob {
  document: string;
  printer: string;
  task: Extract<WindowsTask, { do: 'print' }>;
  pictures: Buffer[];
  mask: number;
}

export class WindowsDouble {
  /** Names of printers, and how they are. */
  printers = new Map<string, { error: number; extended: number; offline: boolean }>();
  queue: SpooledJob[] = [];
  printed: SpooledJob[] = [];
  /** Jobs wait in the queue until `release`. */
  holds = false;
  /** PowerShell: not there, falls before or after it has begun or when the job is in the queue, or throws this. */
  fault: 'missing' | 'falls' | 'fallsLater' | 'fallsAtLast' | { message: string } | null = null;
  readonly runs: { command: string; args: readonly string[]; input: string }[] = [];
  kills = 0;
  readonly #changed = new EventEmitter().setMaxListeners(0);

  /** Lets the jobs go out. */
  release(): void {
    this.holds = false;
    this.change();
  }

  /** Says to whoever follows that something is different. */
  change(): void {
    if (!this.holds) this.printed.push(...this.queue.splice(0));
    this.#changed.emit('change');
  }

  readonly spawn: SpawnWindows = (command, args) => {
    let input = '';
    const stdout = new PassThrough();
    const child = Object.assign(new EventEmitter(), { stdout, stdin: new Writable(), kill: (): void => undefined });
    let dead = false;
    const exit = (code: number | null) => {
      if (dead) return;
      dead = true;
      stdout.end();
      child.emit('exit', code);
    };
    child.kill = () => {
      this.kills += 1;
      exit(null);
    };
    child.stdin = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        input += chunk.toString('latin1');
        done();
      },
      final: (done) => {
        done();
        if (dead) return;
        this.runs.push({ command, args, input });
        if (args.at(-1) !== ENCODED_WINDOWS_SCRIPT) throw new Error('Another script than the desk has');
        if (/[^\n\x20-\x7e]/.test(input)) throw new Error('More than ASCII reached PowerShell');
        void this.#run(input, stdout, () => dead).then(exit);
      },
    });
    if (this.fault === 'missing') {
      dead = true;
      queueMicrotask(() => child.emit('error', new Error('spawn ENOENT')));
    }
    return child;
  };

  async #run(input: string, stdout: PassThrough, isDead: () => boolean): Promise<number> {
    const say = (what: object) => {
      if (!isDead()) stdout.write(`${Buffer.from(JSON.stringify(what)).toString('base64')}\r\n`);
    };
    stdout.write('A driver that talks.\r\n');
    const [first = '', ...pictures] = input.trimEnd().split('\n');
    const task = JSON.parse(first) as WindowsTask;
    if (this.fault === 'falls') return 1;
    if (this.fault !== null && typeof this.fault === 'object') {
      say({ event: 'error', message: this.fault.message });
      return 0;
    }
    switch (task.do) {
      case 'list':
        for (const name of this.printers.keys()) say({ event: 'printer', printer: this.#describe(name) });
        return 0;
      case 'describe':
        say({ event: 'printer', printer: this.#describe(task.printer) });
        return 0;
      case 'status': {
        const printer = this.printers.get(task.printer);
        const jobs = this.queue.filter((job) => job.printer === task.printer).length;
        say(printer === undefined ? { event: 'noPrinter' } : { event: 'status', printer, jobs });
        return 0;
      }
      case 'takeBack': {
        say(this.#takeBack(task.document));
        return 0;
      }
      case 'follow':
        if (this.#find(task.document) === undefined) say({ event: 'unknown' });
        else await this.#follow(task, say, isDead);
        return 0;
      case 'print': {
        if (task.again) this.#takeBack(task.document);
        if (this.#find(task.document) === undefined) {
          if (!this.printers.has(task.printer)) {
            say({ event: 'noPrinter' });
            return 0;
          }
          say({ event: 'begun' });
          if (this.fault === 'fallsLater') return 1;
          const drawn = pictures.map((picture) => Buffer.from(picture, 'base64'));
          if (drawn.length !== task.pages) throw new Error('Pictures are missing');
          this.queue.push({ document: task.document, printer: task.printer, task, pictures: drawn, mask: 0x10 });
          if (!this.holds) this.printed.push(...this.queue.splice(0));
          if (this.fault === 'fallsAtLast') return 1;
          say({ event: 'spooled' });
        } else say({ event: 'begun' });
        await this.#follow(task, say, isDead);
        return 0;
      }
    }
  }

  #find(document: string): SpooledJob | undefined {
    return this.queue.find((job) => job.document === document);
  }

  #takeBack(document: string): object {
    const job = this.#find(document);
    if (job === undefined) return { event: 'absent' };
    this.queue.splice(this.queue.indexOf(job), 1);
    queueMicrotask(() => this.change());
    return { event: 'removed', mask: job.mask, printed: 0 };
  }

  async #follow(
    { document, printer }: { document: string; printer: string },
    say: (what: object) => void,
    isDead: () => boolean,
  ) {
    for (;;) {
      const job = this.#find(document);
      if (job === undefined || isDead()) break;
      say({ event: 'waiting', mask: job.mask, printer: this.printers.get(printer) });
      await new Promise((resolve) => this.#changed.once('change', resolve));
    }
    say({ event: 'absent' });
  }

  #describe(name: string) {
    return {
      name,
      isDefault: name.includes('default'),
      sheets: [
        { width: 413, height: 583 },
        { width: 827, height: 1169 },
      ],
      dpi: 600,
      duplex: true,
    };
  }
}
