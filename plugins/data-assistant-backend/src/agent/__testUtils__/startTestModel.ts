import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import openaiModule from '@cairn/backstage-plugin-data-assistant-backend-module-openai';
import {
  embeddingsExtensionPoint,
  modelsExtensionPoint,
} from '@cairn/backstage-plugin-data-assistant-node';
import { ModelSet } from '../ModelSet';

/** The models that the module of OpenAI-compatible endpoints brings for an endpoint. */
export async function startTestModel(
  baseUrl: string,
  answering: JsonObject = {},
  judging?: JsonObject,
): Promise<{ models: ModelSet; stop(): Promise<void> }> {
  const models = ModelSet.create();
  const backend = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'data-assistant',
        register(env) {
          env.registerExtensionPoint(modelsExtensionPoint, {
            setModel: (role, provider) => models.set(role, provider),
          });
          env.registerExtensionPoint(embeddingsExtensionPoint, {
            setProvider: () => {},
          });
          env.registerInit({ deps: {}, init: async () => {} });
        },
      }),
      openaiModule,
      mockServices.rootConfig.factory({
        data: {
          dataAssistant: {
            openai: {
              baseUrl,
              answering: {
                model: 'test-model',
                prices: { input: 1, output: 2 },
                ...answering,
              },
              ...(judging ? { judging } : {}),
            },
          },
        },
      }),
    ],
  });
  return { models, stop: () => backend.stop() };
}
