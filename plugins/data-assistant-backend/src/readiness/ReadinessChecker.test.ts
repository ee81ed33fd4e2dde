import { mockServices } from '@backstage/backend-test-utils';
import { ModelTestServer } from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { startTestModel } from '../agent/__testUtils__/startTestModel';
import { ModelSet } from '../agent/ModelSet';
import { WarehouseRegistry } from '../warehouse';
import { startTestWarehouse } from '../warehouse/__testUtils__/startTestWarehouse';
import { radioWarehouse } from '../agent/__testUtils__/radioCluster';
import { FirstReading } from './FirstReading';
import { ReadinessChecker } from './ReadinessChecker';

describe('ReadinessChecker', () => {
  const logger = mockServices.logger.mock();
  const stops: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const stop of stops.splice(0)) {
      await stop();
    }
  });

  async function startWarehouse() {
    const warehouse = await startTestWarehouse(radioWarehouse);
    stops.push(() => warehouse.stop());
    return warehouse.warehouses;
  }

  async function startModel() {
    const server = await ModelTestServer.start();
    const { models, stop } = await startTestModel(server.baseUrl);
    stops.push(stop);
    return { server, models };
  }

  it('is ready when all can be reached, and looks once for many who ask', async () => {
    const { server, models } = await startModel();
    stops.push(() => server.close());
    const checker = ReadinessChecker.create({
      warehouses: await startWarehouse(),
      models,
      firstReading: FirstReading.create({ isOver: true }),
      logger,
    });
    const [first, second] = await Promise.all([
      checker.check(),
      checker.check(),
    ]);
    expect(first).toMatchObject({
      status: 'ready',
      warehouses: [{ id: 'example', dialect: 'duckdb', reachable: true }],
      models: [
        {
          roles: ['answering'],
          provider: 'openai',
          model: 'test-model',
          reachable: true,
        },
      ],
    });
    expect(second).toBe(first);
  });

  it('is degraded without the model, tells why, and finds it again', async () => {
    const { server, models } = await startModel();
    await server.close();
    const checker = ReadinessChecker.create({
      warehouses: await startWarehouse(),
      models,
      firstReading: FirstReading.create({ isOver: true }),
      logger,
      freshMs: 0,
    });
    await expect(checker.check()).resolves.toMatchObject({
      status: 'degraded',
      models: [{ reachable: false, reason: 'It cannot be reached, or fails' }],
    });
    expect(logger.warn).toHaveBeenCalledWith(
      "Cannot reach the model 'test-model'",
      expect.anything(),
    );
  });

  it('is unready until the context has been read, and ready at once then', async () => {
    const firstReading = FirstReading.create({ isOver: false });
    const checker = ReadinessChecker.create({
      warehouses: await startWarehouse(),
      models: ModelSet.create(),
      firstReading,
      logger,
    });
    await expect(checker.check()).resolves.toMatchObject({
      status: 'unready',
      context: { status: 'reading' },
    });
    firstReading.end();
    await expect(checker.check()).resolves.toMatchObject({
      status: 'ready',
      context: { status: 'read' },
    });
  });

  it('is unready without any warehouse that answers', async () => {
    await expect(
      ReadinessChecker.create({
        warehouses: new WarehouseRegistry(),
        models: ModelSet.create(),
        firstReading: FirstReading.create({ isOver: true }),
        logger,
      }).check(),
    ).resolves.toMatchObject({ status: 'unready', warehouses: [], models: [] });
  });

  it('does not wait for what never answers', async () => {
    const warehouses = await startWarehouse();
    const connector = warehouses.find('example')!;
    jest
      .spyOn(connector, 'check')
      .mockImplementation(() => new Promise(() => {}));
    await expect(
      ReadinessChecker.create({
        warehouses,
        models: ModelSet.create(),
        firstReading: FirstReading.create({ isOver: true }),
        logger,
        checkMs: 20,
      }).check(),
    ).resolves.toMatchObject({
      status: 'unready',
      warehouses: [{ reachable: false, reason: 'It did not answer in time' }],
    });
  });
});
