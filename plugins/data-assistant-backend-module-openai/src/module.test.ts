import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  EmbeddingProvider,
  embeddingsExtensionPoint,
  ModelProvider,
  modelsExtensionPoint,
} from '@cairn/backstage-plugin-data-assistant-node';
import {
  modelReplies,
  ModelTestServer,
} from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { ScriptedEndpoint } from './__testUtils__/ScriptedEndpoint';
import openaiModule from './index';

interface Brought {
  providers: EmbeddingProvider[];
  models: Record<string, ModelProvider>;
}

async function start(openai?: object): Promise<Brought> {
  const providers: EmbeddingProvider[] = [];
  const models: Record<string, ModelProvider> = {};
  const plugin = createBackendPlugin({
    pluginId: 'data-assistant',
    register(env) {
      env.registerExtensionPoint(embeddingsExtensionPoint, {
        setProvider: provider => providers.push(provider),
      });
      env.registerExtensionPoint(modelsExtensionPoint, {
        setModel: (role, model) => {
          models[role] = model;
        },
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      openaiModule,
      mockServices.rootConfig.factory({
        data: { dataAssistant: { openai } } as never,
      }),
    ],
  });
  await backend.stop();
  return { providers, models };
}

describe('dataAssistantModuleOpenai', () => {
  it('does nothing without configuration, nor with that of an endpoint alone', async () => {
    const nothing = { providers: [], models: {} };
    expect(await start()).toEqual(nothing);
    expect(await start({ apiKey: 'k' })).toEqual(nothing);
  });

  it('brings the configured model for embeddings', async () => {
    const endpoint = await ScriptedEndpoint.start();
    const { providers, models } = await start({
      baseUrl: endpoint.baseUrl,
      embedding: { model: 'm', batchSize: 1 },
    });
    expect(models).toEqual({});
    expect(providers).toMatchObject([{ id: 'openai', model: 'm' }]);
    expect(await providers[0].embed(['a', 'b'])).toHaveLength(2);
    expect(endpoint.requests).toHaveLength(2);
    await endpoint.stop();
  });

  it('brings a model for each role, which fail together on one endpoint', async () => {
    const server = await ModelTestServer.start({
      script: ({ body }) =>
        body.model === 'quick'
          ? modelReplies.denied()
          : modelReplies.say('Yes'),
    });
    const { providers, models } = await start({
      baseUrl: server.baseUrl,
      answering: { model: 'strong', prices: { input: 2, output: 8 } },
      judging: { model: 'quick' },
    });
    expect(providers).toEqual([]);
    expect(models).toMatchObject({
      answering: {
        id: 'openai',
        model: 'strong',
        prices: { input: 2, output: 8 },
      },
      judging: { id: 'openai', model: 'quick', prices: undefined },
    });
    const request = { messages: [{ role: 'user' as const, text: 'Hello?' }] };
    expect(await models.answering.generate(request)).toMatchObject({
      text: 'Yes',
    });
    for (let n = 0; n < 5; n++) {
      await expect(models.judging.generate(request)).rejects.toMatchObject({
        code: 'denied',
      });
    }
    await expect(models.answering.generate(request)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(server.received).toBe(6);
    await server.close();
  });

  it('starts although nobody listens there', async () => {
    const { providers, models } = await start({
      baseUrl: 'http://127.0.0.1:9/v1',
      answering: { model: 'm' },
      embedding: { model: 'm' },
    });
    expect(providers).toHaveLength(1);
    await expect(models.answering.check()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/ECONNREFUSED|bad port/),
    });
  });

  it('stops the start when a value is wrong', async () => {
    await expect(
      start({ embedding: { model: 'm', batchSize: -1 } }),
    ).rejects.toThrow('dataAssistant.openai.embedding.batchSize');
  });
});
