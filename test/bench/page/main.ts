/** The page that measures: it passes jobs to a worker that runs the engine's own code beside the bare work. */
interface Job {
  readonly name: string;
}

declare global {
  interface Window {
    measure(name: string): Promise<unknown>;
  }
}

const worker = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });

window.measure = (name) =>
  new Promise((resolve, reject) => {
    worker.onmessage = (message: MessageEvent<{ readonly ok: boolean; readonly value: unknown }>) => {
      if (message.data.ok) resolve(message.data.value);
      else reject(new Error(String(message.data.value)));
    };
    worker.postMessage({ name } satisfies Job);
  });
