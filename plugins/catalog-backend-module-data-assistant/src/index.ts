/**
 * The data-assistant module for `@backstage/plugin-catalog-backend`: relations and validation of data
 * clusters and datasets.
 *
 * @packageDocumentation
 */
export { catalogModuleDataAssistant as default } from './module';
