/** Serves the built pages. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../errors.ts';
import { problemOf } from './problem.ts';

/** Puts the pages of a folder on a server, or none: files by their names, and `index.html` for every other address outside `/api`, for the browser finds the page. */
export async function servePages(server: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder !== undefined)
    await server.register(fastifyStatic, {
      root: folder,
      index: 'index.html',
      // Names of built files bear a hash of their content.
      setHeaders: (reply, path) => {
        const isHashed = path.includes('/assets/');
        void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  server.setNotFoundHandler((request, reply) => {
    // The query of a page may end like the name of a file.
    const path = request.url.split('?', 1)[0]!;
    const isPage = folder !== undefined && request.method === 'GET' && !path.startsWith('/api') && !/\.\w+$/.test(path);
    if (isPage) return reply.sendFile('index.html');
    const problem = problemOf(new AppError('not-found', { what: 'address', name: 'of this request' }), request.id);
    return reply.code(404).type('application/problem+json').serializer(JSON.stringify).send(problem);
  });
}
