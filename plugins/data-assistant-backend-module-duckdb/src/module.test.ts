import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  WarehouseConnector,
  warehouseExtensionPoint,
} from '@cairn/backstage-plugin-data-assistant-node';
import { WarehouseFile } from './__testUtils__/WarehouseFile';
import duckdbModule from './index';

function start(config: object, connectors: WarehouseConnector[]) {
  const plugin = createBackendPlugin({
    pluginId: 'data-assistant',
    register(env) {
      env.registerExtensionPoint(warehouseExtensionPoint, {
        addConnector: connector => connectors.push(connector),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  return startTestBackend({
    features: [
      plugin,
      duckdbModule,
      mockServices.rootConfig.factory({
        data: { dataAssistant: { warehouses: config } } as never,
      }),
    ],
  });
}

describe('dataAssistantModuleWarehouseDuckdb', () => {
  it('adds a connector for each entry, starts without its file, and ends the engine on shutdown', async () => {
    const file = await WarehouseFile.create();
    const connectors: WarehouseConnector[] = [];
    const backend = await start(
      {
        duckdb: [
          { id: 'one', path: file.path },
          { id: 'two', path: '/nowhere/two.duckdb' },
        ],
      },
      connectors,
    );
    expect(connectors).toMatchObject([
      { id: 'one', dialect: 'duckdb' },
      { id: 'two', dialect: 'duckdb' },
    ]);
    await expect(connectors[1].check()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.not.stringContaining('nowhere'),
    });
    await file.write('CREATE TABLE t (i INTEGER)');
    await connectors[0].check();
    await backend.stop();
    await expect(connectors[0].check()).rejects.toMatchObject({
      message: "The warehouse 'one' is shutting down",
    });
    await file.remove();
  });

  it('stops the start when a value is wrong', async () => {
    await expect(
      start(
        { duckdb: [{ id: 'one', path: 'x', limits: { threads: -1 } }] },
        [],
      ),
    ).rejects.toThrow('dataAssistant.warehouses.duckdb[0].limits.threads');
  });
});
