/**
 * DuckDB warehouses for the data assistant.
 *
 * @packageDocumentation
 */
export { dataAssistantModuleWarehouseDuckdb as default } from './module';
