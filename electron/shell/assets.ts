/**
 * The renderer's files. They are read once, at the start: what is not in the folder cannot be asked for, however a path is
 * spelled, and a page that is open keeps its files when the folder is built anew.
 */
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** The name carries a hash of the content. */
  readonly immutable: boolean;
}

/** By path as in a URL, from `/`. */
export type Assets = ReadonlyMap<string, Asset>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Reads a built renderer. @throws where the folder or its index.html is missing: the installation is broken */
export async function loadAssets(folder: string): Promise<Assets> {
  const assets = new Map<string, Asset>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    assets.set(path, {
      bytes: new Uint8Array(await readFile(file)),
      type: types[extname(entry.name)] ?? 'application/octet-stream',
      immutable: path.startsWith('/assets/'),
    });
  }
  const index = assets.get('/index.html');
  if (index === undefined) throw new Error(`${folder} has no index.html: build the desk first`);
  return assets.set('/', index);
}

/** Answers a GET or HEAD of a file. */
export function answerAsset(assets: Assets, method: string, path: string): Response {
  const asset = assets.get(path);
  if (asset === undefined) return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
  if (method !== 'GET' && method !== 'HEAD')
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  return new Response(method === 'HEAD' ? null : asset.bytes, {
    headers: {
      'content-type': asset.type,
      'content-length': String(asset.bytes.byteLength),
      'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}
