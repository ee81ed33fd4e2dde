import SwaggerParser from '@apidevtools/swagger-parser';
import { mockServices } from '@backstage/backend-test-utils';
import type { Router } from 'express';
import { CallerResolver } from '../access/CallerResolver';
import {
  CallerClusterService,
  CallerConversationService,
} from '../access/CallerServices';
import { createRouter } from '../http/createRouter';
import { CLUSTER_RULE, ID_RULE, LARGEST_NUMBER } from './fieldRules';
import { loadOpenApiSpec } from './loadOpenApiSpec';
import { ModelSet } from '../agent/ModelSet';
import { FirstReading } from '../readiness/FirstReading';
import { ReadinessChecker } from '../readiness/ReadinessChecker';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** `METHOD /path/{id}` of every route in a router and in the routers inside. */
function routesOf(router: { stack?: Layer[] }): string[] {
  return (router.stack ?? []).flatMap(({ route, handle }) => {
    if (!route) {
      return routesOf(handle);
    }
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    return Object.keys(route.methods).map(
      method => `${method.toUpperCase()} ${path}`,
    );
  });
}

describe('openapi.yaml', () => {
  it('is valid OpenAPI 3.1', async () => {
    const spec = (await loadOpenApiSpec()) as { openapi?: string };
    expect(spec.openapi).toBe('3.1.0');
    await expect(
      SwaggerParser.validate(
        spec as Parameters<typeof SwaggerParser.validate>[0],
      ),
    ).resolves.toBeDefined();
  });

  it('describes every route, and nothing else', async () => {
    const router: Router = await createRouter({
      // No request is made here.
      clusters: {} as CallerClusterService,
      conversations: {} as CallerConversationService,
      callers: CallerResolver.create({
        auth: mockServices.auth(),
        userInfo: mockServices.userInfo(),
      }),
      readiness: ReadinessChecker.create({
        warehouses: new WarehouseRegistry(),
        models: ModelSet.create(),
        firstReading: FirstReading.create({ isOver: true }),
        logger: mockServices.logger.mock(),
      }),
      httpAuth: mockServices.httpAuth(),
      lifecycle: mockServices.lifecycle.mock(),
      logger: mockServices.logger.mock(),
    });
    const spec = await loadOpenApiSpec();
    const described = Object.entries(spec.paths ?? {}).flatMap(
      ([path, methods]) =>
        Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    const served = routesOf(router as unknown as { stack: Layer[] }).filter(
      route => route !== 'GET /openapi.json',
    );
    expect(served.sort()).toEqual(described.sort());
  });

  it('has the rules that are checked outside of it too', async () => {
    const { components } = (await loadOpenApiSpec()) as {
      components?: {
        parameters: Record<string, { schema: object }>;
        schemas: Record<string, { properties: Record<string, object> }>;
      };
    };
    const { parameters, schemas } = components!;
    for (const [rule, fields] of [
      [
        ID_RULE,
        [
          parameters.ConversationId.schema,
          parameters.RunId.schema,
          parameters.ReceiptId.schema,
        ],
      ],
      [
        CLUSTER_RULE,
        [
          parameters.ClusterId.schema,
          schemas.AskRequest.properties.cluster,
          schemas.MessageRequest.properties.cluster,
        ],
      ],
    ] as const) {
      const { maxLength, pattern } = rule;
      for (const field of fields) {
        expect(field).toMatchObject({ maxLength });
        expect(new RegExp((field as { pattern: string }).pattern)).toEqual(
          pattern,
        );
      }
    }
    for (const field of [
      schemas.ReplyRequest.properties.n,
      parameters.LastEventId.schema,
      parameters.LastEventIdHeader.schema,
    ]) {
      expect(field).toMatchObject({ maximum: LARGEST_NUMBER });
    }
  });
});
