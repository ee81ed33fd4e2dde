import { ModelSet } from '../agent/ModelSet';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import { Telemetry } from './Telemetry';
import { TracedConnector } from './TracedConnector';
import { TracedModel } from './TracedModel';

/** The same warehouses, whose queries leave traces. */
export function tracedWarehouses(
  warehouses: WarehouseRegistry,
  telemetry: Telemetry,
): WarehouseRegistry {
  const traced = new WarehouseRegistry();
  for (const id of warehouses.ids()) {
    const connector = warehouses.find(id);
    if (connector) {
      traced.add(TracedConnector.create({ connector, telemetry }));
    }
  }
  return traced;
}

/** The same models, whose calls leave traces. */
export function tracedModels(models: ModelSet, telemetry: Telemetry): ModelSet {
  const traced = ModelSet.create();
  for (const { roles, provider } of models.all) {
    const model = TracedModel.create({ provider, telemetry });
    for (const role of roles) {
      traced.set(role, model);
    }
  }
  return traced;
}
