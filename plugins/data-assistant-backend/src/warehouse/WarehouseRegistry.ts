import { WarehouseConnector } from '@cairn/backstage-plugin-data-assistant-node';

/** Connectors by id. */
export class WarehouseRegistry {
  readonly #connectors = new Map<string, WarehouseConnector>();

  add(connector: WarehouseConnector): void {
    if (this.#connectors.has(connector.id)) {
      throw new Error(
        `There are two warehouses with the id '${connector.id}'; give one of them another id under dataAssistant.warehouses`,
      );
    }
    this.#connectors.set(connector.id, connector);
  }

  ids(): string[] {
    return [...this.#connectors.keys()];
  }

  find(id: string): WarehouseConnector | undefined {
    return this.#connectors.get(id);
  }
}
