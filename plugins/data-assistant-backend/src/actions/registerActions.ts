import { LoggerService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { DataAssistantAction } from './DataAssistantAction';
import { explainToModel } from './explainToModel';

/** Puts actions where other programs find them: other plugins, and whoever comes over MCP. */
export function registerActions(options: {
  actions: DataAssistantAction[];
  registry: ActionsRegistryService;
  logger: LoggerService;
}): void {
  const { actions, registry, logger } = options;
  for (const action of actions) {
    const { name, title, description, attributes, schema } = action;
    registry.register({
      name,
      title,
      description,
      attributes,
      schema,
      action: async ({ input, credentials }) => ({
        output: await explainToModel(
          () => action.run({ input, call: { credentials } }),
          { action: name, logger },
        ),
      }),
    });
  }
}
