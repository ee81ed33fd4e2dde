/**
 * Entry of the engine's process. Not for import: the connector starts it.
 *
 * @packageDocumentation
 */
import { EngineServer } from './worker/EngineServer';

EngineServer.create(process).listen();

export {};
