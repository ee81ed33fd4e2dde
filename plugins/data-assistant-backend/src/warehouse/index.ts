export * from './Profiler';
export * from './SchemaSync';
export * from './warehouseFailure';
export * from './WarehouseRegistry';
