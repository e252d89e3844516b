/** The pages and an invented service over HTTP. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';
import type { MockService } from './mock-service.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/** Where the pages are, and what ends them. */
export interface MockServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the built pages of a folder under a strict policy, and the service beneath `/api`. */
export async function startMockServer(service: MockService, folder: string): Promise<MockServer> {
  const server = createServer((request, response) => {
    respond(service, folder, request, response).catch((error: Error) => {
      process.stderr.write(`mock service: ${error.message}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  service: MockService,
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://mock');
  response.setHeader('content-security-policy', policy);
  if (!url.pathname.startsWith('/api/')) return sendFile(folder, url.pathname, response);
  if (url.pathname === '/api/events') return sendEvents(service, response);
  const isUnsafe = request.method !== 'GET';
  const sent = isUnsafe ? await text(request) : '';
  if (isUnsafe && request.headers['x-touchstone'] !== '1') {
    response.writeHead(403).end();
    return;
  }
  const isJson = request.headers['content-type'] === 'application/json' && sent !== '';
  const reply = service.answer({
    method: request.method ?? 'GET',
    path: url.pathname.slice('/api'.length),
    query: url.searchParams,
    body: isJson ? JSON.parse(sent) : undefined,
    cookie: /session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '',
    ifMatch: request.headers['if-match'],
    purpose: request.headers['x-purpose'] as string | undefined,
  });
  if (reply.cookie !== undefined) {
    response.setHeader('set-cookie', `session=${reply.cookie}; HttpOnly; SameSite=Strict; Path=/`);
  }
  response.writeHead(reply.status, { 'content-type': 'application/json' });
  response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
}

function sendEvents(service: MockService, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': here\n\n');
  const listener = (event: string, data: unknown): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  service.listeners.add(listener);
  response.on('close', () => service.listeners.delete(listener));
}

async function sendFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const name = extname(path) === '' ? '/index.html' : normalize(path);
  try {
    const bytes = await readFile(join(folder, name));
    response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
