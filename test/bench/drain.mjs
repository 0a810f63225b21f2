/**
 * What comes back when the network does: 1,000 status changes that were made offline, against the same 1,000 requests sent bare at
 * the same concurrency through the same proxy, which adds 50 ms to each. The desk's time begins with its first request after the
 * network is back, and so holds the pull, the probes of people who may have been removed, and the journal's syncs.
 */
import { createServer, request as ask, Agent } from 'node:http';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { buildPage, median, report, withDesk, work } from './rig/rig.mjs';

const LATENCY_MS = 50;
const AT_ONCE = 4;
const PARTICIPANTS = 2000;
const QUEUED = 1000;
const RUNS = 3;

/** A slow line to the server that can be cut, and says when the first request and the last answer to a write passed. */
async function startSlowLine(server) {
  const agent = new Agent({ keepAlive: true });
  const line = { cut: false, firstAt: null, lastWriteAt: null, writes: 0, reads: 0 };
  const http = createServer((incoming, outgoing) => {
    if (line.cut) return incoming.socket.destroy();
    line.firstAt ??= performance.now();
    const chunks = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => setTimeout(() => pass(incoming, outgoing, Buffer.concat(chunks)), LATENCY_MS));
  });
  function pass(incoming, outgoing, body) {
    const { method, headers, url } = incoming;
    const onward = ask(new URL(url, server), { method, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
      answer.on('end', () => {
        line.lastWriteAt = method === 'GET' ? line.lastWriteAt : performance.now();
        line[method === 'GET' ? 'reads' : 'writes'] += 1;
      });
    });
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  }
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    line,
    url: `http://127.0.0.1:${http.address().port}`,
    close: () => {
      http.closeAllConnections();
      agent.destroy();
      http.close();
    },
  };
}

/** An operator, and the people whose status is changed. */
async function readServer(url, hash) {
  const read = async (path) => (await fetch(new URL(path, url), { headers: { 'X-Ruvents-Hash': hash } })).json();
  const { Operators } = await read('/event/operators');
  const ids = [];
  for (let since = ''; ids.length < QUEUED;) {
    const page = await read(`/participants?limit=500${since === '' ? '' : `&since=${encodeURIComponent(since)}`}`);
    for (const { Id } of page.Participants) if (!ids.includes(Id)) ids.push(Id);
    since = page.NextSince;
  }
  return { operator: String(Operators[0].Id), ids: ids.slice(0, QUEUED) };
}

async function sendBare(url, hash, { operator, ids: all }, status) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const put = (id) =>
    new Promise((resolve, reject) => {
      const headers = { 'X-Ruvents-Hash': hash, 'X-Ruvents-Operator': operator, 'content-type': 'application/json' };
      const sent = ask(new URL(`/participants/${id}`, url), { method: 'PUT', headers, agent }, (answer) => {
        answer.resume().on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(answer.statusCode))));
      });
      sent.on('error', reject);
      sent.end(JSON.stringify({ Statuses: [{ PartId: null, StatusId: status }] }));
    });
  const ids = [...all];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) await put(id);
    }),
  );
  agent.destroy();
  return performance.now() - began;
}

await rm(work, { recursive: true, force: true });
await buildPage();
await withDesk(
  PARTICIPANTS,
  async (measure, { measureOpen, proxy, hash }) => {
    await measure('keep');
    const server = await readServer(proxy.url, hash);
    const bare = [];
    const ours = [];
    for (let run = 0; run < RUNS; run += 1) {
      bare.push(await sendBare(proxy.url, hash, server, 3 + run));
      await new Promise((resolve) => setTimeout(resolve, 7000)); // the desk has pulled what was changed
      proxy.line.cut = true;
      const queued = await measureOpen('queue');
      Object.assign(proxy.line, { firstAt: null, writes: 0, reads: 0, cut: false });
      await measureOpen('sent');
      ours.push(proxy.line.lastWriteAt - proxy.line.firstAt);
      console.log(
        `${queued} queued: ${proxy.line.writes} writes, ${proxy.line.reads} reads in ${Math.round(ours.at(-1))} ms`,
      );
    }
    console.log(
      `drain of 1,000: bare ${bare.map(Math.round).join(', ')} ms; the desk ${ours.map(Math.round).join(', ')} ms`,
    );
    report('drain of 1,000 / bare requests', median(ours) / median(bare), 1.1, '×');
  },
  startSlowLine,
);
