/** HTTP on loopback around a fetch handler. */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Handler } from '../shell/desk-handler.ts';

export interface Listening {
  readonly port: number;
  /** Ends open streams too: a page's event stream never ends by itself. */
  close(): Promise<void>;
}

/**
 * A caller who never comes to the end of a request is cut off; a body gets longer, since a whole journal is handed over in one. How
 * large a body may be is each route's own (electron/host/router.ts).
 */
const limits = {
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16 * 1024,
} as const;
/** A browser holds six, and an event stream for each tab. */
const MOST_CONNECTIONS = 200;

/**
 * Listens on 127.0.0.1 alone. There are no WebSockets: who asks for one is refused.
 * @param wanted 0 = any free port; one that is taken or forbidden is given up for any free one
 * @param createHandler made when the port is known
 */
export async function listen(wanted: number, createHandler: (port: number) => Handler): Promise<Listening> {
  let handler: Handler | null = null;
  const server = createAdaptorServer({
    fetch: (request) => handler?.(request) ?? new Response(null, { status: 503 }),
    overrideGlobalObjects: false,
    serverOptions: limits,
  }) as Server;
  server.maxConnections = MOST_CONNECTIONS;
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => socket.destroy()); // gone before it was refused
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  const port = (await tryPort(server, wanted)) ?? (await tryPort(server, 0));
  if (port === null) throw new Error('No port of 127.0.0.1 can be listened on.');
  handler = createHandler(port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @returns the port, or null where it is taken or forbidden */
function tryPort(server: Server, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      else reject(error);
    };
    const onListening = (): void => {
      server.off('error', onError);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : null);
    };
    server.once('error', onError).once('listening', onListening);
    server.listen({ port, host: '127.0.0.1', exclusive: true });
  });
}
