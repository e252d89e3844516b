/** The description of the interface: OpenAPI 3.1 at `/api/openapi.json`, and a page to browse it at `/api/docs`. */
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { AppError } from '../errors.ts';
import { version } from '../version.ts';

/** Puts the description on a server; before its routes, whose schemas it gathers. Whoever is signed in may read it. */
export async function describeInterface(server: FastifyInstance): Promise<void> {
  await server.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Touchstone',
        version,
        description:
          'Risk scores are suspicions, examinations are observations, final outcomes are findings. A human decides. Times are milliseconds since 1970-01-01 UTC.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'touchstone' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { key: [] }],
    },
    transform: jsonSchemaTransform,
  });
  await server.register(async (described) => {
    described.addHook('onRequest', async ({ authenticated }) => {
      if (authenticated === undefined) throw new AppError('unauthorised');
    });
    described.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
    await described.register(fastifySwaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  });
}
