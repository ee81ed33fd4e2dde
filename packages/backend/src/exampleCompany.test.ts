import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModule from '@cairn/backstage-plugin-catalog-backend-module-data-assistant';
import dataAssistantPlugin from '@cairn/backstage-plugin-data-assistant-backend';
import duckdbModule from '@cairn/backstage-plugin-data-assistant-backend-module-duckdb';
import {
  AskResponse,
  ClusterContext,
  ClusterSummary,
} from '@cairn/backstage-plugin-data-assistant-common';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  canonicalRows,
  ExampleQuestions,
} from './__testUtils__/ExampleQuestions';

const ROOT = join(__dirname, '..', '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const CACHE = join(ROOT, 'node_modules', '.cache', 'cairn-tests');
const WAREHOUSE = join(CACHE, 'tidewave.duckdb');
const START_WITHIN_MS = 120_000;

/** The examples' scripts are ES modules that Jest does not load, so Node is asked. */
function noonZone(): { timeZone: string; yesterday: string } {
  const script = join(EXAMPLES, 'warehouse', 'noonZone.mjs');
  const code = `import(${JSON.stringify(
    script,
  )}).then(({ noonZone }) => process.stdout.write(JSON.stringify(noonZone())))`;
  return JSON.parse(
    execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }),
  );
}

describe('the example company', () => {
  let backend: TestBackend;

  async function request<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/data-assistant${path}`,
      {
        method: body ? 'POST' : 'GET',
        headers: { 'Content-Type': 'application/json' },
        body: body && JSON.stringify(body),
      },
    );
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }

  const ask = (question: string) => request<AskResponse>('/ask', { question });

  /** The catalog, the context files, schemas, pairs and profiles are read after the start. */
  async function contextIsRead(): Promise<ClusterSummary[]> {
    const end = Date.now() + START_WITHIN_MS;
    for (;;) {
      const clusters = await request<ClusterSummary[]>('/clusters');
      if (
        clusters.length === 6 &&
        clusters.every(({ health }) => health !== undefined)
      ) {
        return clusters;
      }
      if (Date.now() > end) {
        throw new Error(`Only this was read: ${JSON.stringify(clusters)}`);
      }
      await new Promise(done => setTimeout(done, 200));
    }
  }

  beforeAll(async () => {
    mkdirSync(CACHE, { recursive: true });
    // Midnight must not come between a question and its expected answer.
    const { timeZone, yesterday } = noonZone();
    execFileSync(
      process.execPath,
      [
        join(EXAMPLES, 'warehouse', 'generate.mjs'),
        '--if-stale',
        '--last-day',
        yesterday,
        '--out',
        WAREHOUSE,
      ],
      { stdio: 'pipe' },
    );
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            backend: { listen: { port: 0 } },
            catalog: {
              rules: [
                {
                  allow: [
                    'Location',
                    'Resource',
                    'User',
                    'Group',
                    'System',
                    'Domain',
                    'Component',
                  ],
                },
              ],
              locations: [
                { type: 'file', target: join(EXAMPLES, 'catalog-info.yaml') },
              ],
            },
            dataAssistant: {
              timeZone,
              warehouses: { duckdb: [{ id: 'example', path: WAREHOUSE }] },
            },
          },
        }),
        catalogPlugin,
        catalogModule,
        dataAssistantPlugin,
        duckdbModule,
      ],
    });
    await contextIsRead();
  }, 2 * START_WITHIN_MS);

  afterAll(async () => {
    await backend?.stop();
  });

  it('has six clusters whose files and pairs are all sound', async () => {
    const clusters = await contextIsRead();
    for (const { id, counts } of clusters) {
      const context = await request<ClusterContext>(
        `/clusters/${encodeURIComponent(id)}`,
      );
      expect({
        id,
        broken: context.pairs.filter(pair => pair.validity.status !== 'valid'),
      }).toEqual({
        id,
        broken: [],
      });
      expect({ id, problems: counts.problems }).toEqual({ id, problems: 0 });
      expect(counts.pairs).toBeGreaterThanOrEqual(15);
      expect(counts.docs).toBeGreaterThanOrEqual(3);
    }
  });

  it('answers at least 60 phrasings as independent SQL does, and none wrongly', async () => {
    const questions = await ExampleQuestions.open({
      warehouse: WAREHOUSE,
      questions: join(EXAMPLES, 'questions', 'answerable.yaml'),
    });
    const expected = await questions.expectedAnswers();
    questions.close();
    const right: string[] = [];
    const unanswered: string[] = [];
    for (const { ask: question, cluster, rows } of expected) {
      const answer = await ask(question);
      if (answer.tier === 'uncovered') {
        unanswered.push(question);
        continue;
      }
      expect({
        question,
        tier: answer.tier,
        cluster: answer.cluster,
        rows: canonicalRows(answer.rows ?? []),
      }).toEqual({
        question,
        tier: 'verified',
        cluster: `resource:default/${cluster}`,
        rows,
      });
      right.push(question);
    }
    expect(unanswered).toEqual([]);
    expect(right.length).toBeGreaterThanOrEqual(60);
  }, 120_000);

  it('says of at least 20 questions that they are uncovered, and offers what is near', async () => {
    const { questions } = parse(
      readFileSync(join(EXAMPLES, 'questions', 'uncovered.yaml'), 'utf8'),
    ) as { questions: { ask: string }[] };
    expect(questions.length).toBeGreaterThanOrEqual(20);
    for (const { ask: question } of questions) {
      const answer = await ask(question);
      expect(answer).toMatchObject({ tier: 'uncovered' });
      expect(answer).not.toHaveProperty('rows');
      expect(answer.suggestions?.length).toBeGreaterThan(0);
    }
  }, 60_000);

  it('answers each question that it suggests', async () => {
    const suggestions = await request<{ question: string; cluster: string }[]>(
      '/suggestions?limit=30',
    );
    expect(suggestions.length).toBeGreaterThanOrEqual(18);
    for (const { question, cluster } of suggestions) {
      expect({ question, ...(await ask(question)) }).toMatchObject({
        question,
        tier: 'verified',
        cluster,
      });
    }
  }, 60_000);
});
