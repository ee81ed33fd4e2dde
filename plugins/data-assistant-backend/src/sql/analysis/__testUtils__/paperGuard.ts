import {
  SqlDialect,
  WarehouseConnector,
} from '@cairn/backstage-plugin-data-assistant-node';
import { WarehouseRegistry } from '../../../warehouse/WarehouseRegistry';
import { AllowListGuard } from '../../AllowListGuard';
import { GuardVerdict } from '../../SqlGuard';

/** The guard over a warehouse without an engine: what its dialect's analyzer lets pass, passes. */
export function paperGuard(options: {
  dialect: SqlDialect;
  tables: string[];
  defaultSchema?: string;
  defaultCatalog?: string;
}): (sql: string) => Promise<GuardVerdict> {
  const { tables, ...connector } = options;
  const warehouses = new WarehouseRegistry();
  warehouses.add({
    id: 'paper',
    ...connector,
    dryRun: async () => ({ ok: true, columns: [] }),
  } as Partial<WarehouseConnector> as WarehouseConnector);
  const guard = AllowListGuard.create({ warehouses });
  return sql => guard.check({ warehouse: 'paper', sql, tables });
}
