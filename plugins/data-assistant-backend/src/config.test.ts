import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { readDataAssistantConfig } from './config';

const read = (dataAssistant?: JsonObject) =>
  readDataAssistantConfig(
    new ConfigReader({ ...(dataAssistant && { dataAssistant }) }),
  );

describe('readDataAssistantConfig', () => {
  it('fills in the defaults, and leaves other keys to their modules', () => {
    expect(read({ warehouses: { duckdb: [{ id: 'example' }] } })).toEqual({
      timeZone: 'UTC',
      limits: {
        maxRows: 5_000,
        maxBytes: 10_485_760,
        queryTimeoutMs: 30_000,
      },
      schedules: {
        context: { minutes: 5 },
        schema: { minutes: 1 },
        profiles: { hours: 6 },
        embeddings: { minutes: 1 },
      },
      serviceAccess: [],
      runs: { concurrency: 4, concurrencyOfUser: 2 },
      actions: { patienceMs: 45_000 },
      agent: {
        run: { steps: 12, tokens: 200_000, durationMs: 240_000 },
        userAndDay: {},
      },
      retention: { journals: { days: 30 }, outcomes: { days: 400 } },
      telemetry: { capturePayloads: false },
    });
    expect(read()).toEqual(read({}));
  });

  it('has the defaults that its documentation shows, for every key', () => {
    const docs = resolve(__dirname, '../../../docs/configure.md');
    const [, example] = /```yaml\n(.*?)```/s.exec(readFileSync(docs, 'utf8'))!;
    const { dataAssistant } = parse(example);
    expect(read(dataAssistant)).toEqual(read());
    expect(Object.keys(dataAssistant)).toEqual(
      expect.arrayContaining(Object.keys(read())),
    );
  });

  it('reads what is given', () => {
    expect(
      read({
        timeZone: 'Europe/Stockholm',
        limits: { maxRows: 10, maxBytes: 2048, queryTimeout: '2m' },
        schedules: { context: { seconds: 30 }, profiles: 'PT2H' },
        serviceAccess: [{ subject: 'plugin:slack', clusters: ['podcasts'] }],
        runs: { concurrency: 2 },
      }),
    ).toMatchObject({
      timeZone: 'Europe/Stockholm',
      limits: { maxRows: 10, maxBytes: 2048, queryTimeoutMs: 120_000 },
      schedules: { context: { seconds: 30 }, profiles: { hours: 2 } },
      serviceAccess: [{ subject: 'plugin:slack', clusters: ['podcasts'] }],
      runs: { concurrency: 2 },
    });
  });

  it.each<[string, JsonObject, string]>([
    [
      'a time zone that is none',
      { timeZone: 'Mars/Olympus' },
      "Invalid value at 'dataAssistant.timeZone': 'Mars/Olympus' is no IANA time zone; use one such as 'Europe/Stockholm'",
    ],
    [
      'no rows',
      { limits: { maxRows: 0 } },
      "Invalid value at 'dataAssistant.limits.maxRows': 0 is not a whole number from 1 to 100000",
    ],
    [
      'a number that is text',
      { limits: { maxBytes: 'many' } },
      "Unable to convert config value for key 'dataAssistant.limits.maxBytes' in 'mock-config' to a number",
    ],
    [
      'a broken duration',
      { schedules: { schema: 'often' } },
      'dataAssistant.schedules.schema',
    ],
    [
      'a duration of nothing',
      { schedules: { schema: { seconds: 0 } } },
      "Invalid value at 'dataAssistant.schedules.schema': it must be a second or more",
    ],
    [
      'a patience without end',
      { actions: { patience: { hours: 1 } } },
      "Invalid value at 'dataAssistant.actions.patience': it must be ten minutes or less",
    ],
    [
      'a subject with a blank',
      { serviceAccess: [{ subject: 'plugin: slack', clusters: [] }] },
      "Invalid value at 'dataAssistant.serviceAccess[0].subject': 'plugin: slack' must be the subject of a service's credentials, such as 'plugin:slack'",
    ],
    [
      'a missing list',
      { serviceAccess: [{ subject: 'plugin:slack' }] },
      "Missing required config value at 'dataAssistant.serviceAccess[0].clusters'",
    ],
    [
      'a cluster of another kind',
      {
        serviceAccess: [
          { subject: 'plugin:slack', clusters: ['group:default/podcasts'] },
        ],
      },
      "Invalid value at 'dataAssistant.serviceAccess[0].clusters': 'group:default/podcasts' is neither the name of a cluster nor its entity ref, such as 'resource:default/podcasts'",
    ],
    [
      'a cluster with an empty name',
      { serviceAccess: [{ subject: 'plugin:slack', clusters: ['a:'] }] },
      "Invalid value at 'dataAssistant.serviceAccess[0].clusters': 'a:' is neither the name of a cluster nor its entity ref, such as 'resource:default/podcasts'",
    ],
    [
      'a cluster that is no ref',
      { serviceAccess: [{ subject: 'plugin:slack', clusters: ['a/b/c'] }] },
      "Invalid value at 'dataAssistant.serviceAccess[0].clusters': 'a/b/c' is neither the name of a cluster nor its entity ref, such as 'resource:default/podcasts'",
    ],
  ])('names the key of %s', (_what, config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
