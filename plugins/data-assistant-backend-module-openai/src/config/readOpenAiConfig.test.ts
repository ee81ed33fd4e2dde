import { ConfigReader } from '@backstage/config';
import { readOpenAiConfig } from './readOpenAiConfig';

const read = (openai?: object) =>
  readOpenAiConfig(new ConfigReader({ dataAssistant: { openai } } as never));

const OPENAI = { baseUrl: 'https://api.openai.com/v1', headers: {} };

describe('readOpenAiConfig', () => {
  it('fills in defaults', () => {
    expect(readOpenAiConfig(new ConfigReader({}))).toBeUndefined();
    expect(read({ apiKey: 'k' })).toEqual({});
    expect(
      read({
        answering: { model: 'a' },
        judging: { model: 'j' },
        embedding: { model: 'e' },
      }),
    ).toEqual({
      answering: {
        endpoint: OPENAI,
        model: 'a',
        timeoutMs: 90_000,
        firstTokenTimeoutMs: 30_000,
        idleTimeoutMs: 30_000,
        maxOutputTokens: 4_096,
        tokenLimitField: 'max_completion_tokens',
        streamUsage: true,
      },
      judging: expect.objectContaining({ model: 'j' }),
      embedding: {
        endpoint: OPENAI,
        model: 'e',
        batchSize: 64,
        timeoutMs: 30_000,
      },
    });
  });

  it('reads what is set', () => {
    expect(
      read({
        answering: {
          model: 'a',
          timeout: '20s',
          idleTimeout: { seconds: 5 },
          maxOutputTokens: 1_000,
          temperature: 0,
          tokenLimitField: 'max_tokens',
          streamUsage: false,
          prices: { input: 2.5, cachedInput: 0.25, output: 10 },
        },
        embedding: {
          model: 'm',
          dimensions: 512,
          batchSize: 8,
          timeout: { seconds: 5 },
        },
      }),
    ).toEqual({
      answering: {
        endpoint: OPENAI,
        model: 'a',
        timeoutMs: 20_000,
        firstTokenTimeoutMs: 20_000,
        idleTimeoutMs: 5_000,
        maxOutputTokens: 1_000,
        temperature: 0,
        tokenLimitField: 'max_tokens',
        streamUsage: false,
        prices: { input: 2.5, cachedInput: 0.25, output: 10 },
      },
      embedding: {
        endpoint: OPENAI,
        model: 'm',
        dimensions: 512,
        batchSize: 8,
        timeoutMs: 5_000,
      },
    });
  });

  it('gives a model the endpoint around it, and its key to no other server', () => {
    const config = read({
      baseUrl: 'https://x.openai.azure.com/openai/',
      apiKey: 'outer-key',
      headers: { 'X-Team': 'data' },
      azure: { apiVersion: '2024-10-21' },
      answering: { model: 'a', azure: { deployment: 'd' } },
      judging: { model: 'j' },
      embedding: { model: 'e', baseUrl: 'http://localhost:11434/v1/' },
    })!;
    const outer = {
      baseUrl: 'https://x.openai.azure.com/openai',
      apiKey: 'outer-key',
      headers: { 'X-Team': 'data' },
      azure: { apiVersion: '2024-10-21' },
    };
    expect(config.judging?.endpoint).toEqual(outer);
    expect(config.answering?.endpoint).toEqual({
      ...outer,
      azure: { apiVersion: '2024-10-21', deployment: 'd' },
    });
    expect(config.embedding?.endpoint).toEqual({
      baseUrl: 'http://localhost:11434/v1',
      headers: {},
    });
    const keys = read({
      apiKey: 'outer-key',
      answering: { model: 'a', apiKey: 'own-key' },
      judging: { model: 'j', headers: { 'X-Team': 'judges' } },
    })!;
    expect(keys.answering?.endpoint).toEqual({ ...OPENAI, apiKey: 'own-key' });
    expect(keys.judging?.endpoint).toEqual({
      ...OPENAI,
      apiKey: 'outer-key',
      headers: { 'X-Team': 'judges' },
    });
  });

  it.each([
    [{ baseUrl: 'localhost' }, 'baseUrl'],
    [{ baseUrl: 'ftp://localhost/v1' }, 'baseUrl'],
    [{ baseUrl: 'https://me:secret@localhost/v1' }, 'baseUrl'],
    [{ baseUrl: 'https://localhost/v1?key=secret' }, 'baseUrl'],
    [{ apiKey: 7 }, 'apiKey'],
    [{ apiKey: 'secret\nsecret' }, 'apiKey'],
    [{ headers: { 'X-Team': 'secret\nsecret' } }, 'headers.X-Team'],
    [{ headers: { 'X-Team': '' } }, 'headers.X-Team'],
    [{ azure: {} }, 'azure.apiVersion'],
    [{ azure: { apiVersion: '2024&x=1' } }, 'azure.apiVersion'],
    [
      { azure: { apiVersion: 'v', deployment: '../admin' } },
      'azure.deployment',
    ],
  ])('names the key of the wrong value in %j, in a role too', (openai, key) => {
    const messageOf = (config: object) => {
      try {
        return JSON.stringify(read(config));
      } catch (error) {
        return String(error);
      }
    };
    for (const [config, path] of [
      [openai, key],
      [{ judging: { model: 'm', ...openai } }, `judging.${key}`],
    ] as const) {
      expect(messageOf(config)).toContain(`dataAssistant.openai.${path}`);
      expect(messageOf(config)).toMatch(/invalid|missing/i);
      expect(messageOf(config)).not.toContain('secret');
    }
  });

  it.each([
    ['embedding', { dimensions: 7 }, 'dimensions'],
    ['embedding', { dimensions: 5_000 }, 'dimensions'],
    ['embedding', { dimensions: 8.5 }, 'dimensions'],
    ['embedding', { batchSize: 0 }, 'batchSize'],
    ['embedding', { batchSize: 257 }, 'batchSize'],
    ['embedding', { timeout: { milliseconds: 5 } }, 'timeout'],
    ['embedding', { timeout: { hours: 1 } }, 'timeout'],
    ['embedding', { timeout: 'soon' }, 'timeout'],
    ['embedding', { model: '' }, 'model'],
    ['embedding', { model: undefined }, 'model'],
    ['answering', { model: undefined }, 'model'],
    ['answering', { timeout: { hours: 1 } }, 'timeout'],
    ['answering', { firstTokenTimeout: 'soon' }, 'firstTokenTimeout'],
    ['answering', { firstTokenTimeout: '2m' }, 'firstTokenTimeout'],
    ['answering', { idleTimeout: '2m' }, 'idleTimeout'],
    ['answering', { maxOutputTokens: 10 }, 'maxOutputTokens'],
    ['answering', { maxOutputTokens: 1e6 }, 'maxOutputTokens'],
    ['answering', { temperature: 2.1 }, 'temperature'],
    ['answering', { temperature: 'hot' }, 'temperature'],
    ['answering', { tokenLimitField: 'max' }, 'tokenLimitField'],
    ['answering', { streamUsage: 'maybe' }, 'streamUsage'],
    ['judging', { prices: { input: 1 } }, 'prices.output'],
    ['judging', { prices: { output: 1 } }, 'prices.input'],
    ['judging', { prices: { input: -1, output: 1 } }, 'prices.input'],
    ['judging', { prices: { input: 1, output: 1e6 } }, 'prices.output'],
    [
      'judging',
      { prices: { input: 1, cachedInput: 'x', output: 1 } },
      'prices.cachedInput',
    ],
  ])('names the key of the wrong value in %s: %j', (role, values, key) => {
    expect(() => read({ [role]: { model: 'm', ...values } })).toThrow(
      `dataAssistant.openai.${role}.${key}`,
    );
  });
});
