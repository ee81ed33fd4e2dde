import { DateTime } from 'luxon';
import { StoredContext } from '../curation/ContextStore';
import { CompiledCluster, compileCluster } from '../verified/CompiledCluster';
import { decideMatch } from '../verified/decideMatch';
import { prepareSqlFrames } from '../verified/SqlFrame';
import { Routing } from './AnswerPlan';
import { planUncovered } from './planUncovered';
import { tellingWords } from './tellingWords';

const now = DateTime.fromISO('2026-11-20T12:00:00Z', { zone: 'utc' });

/** A cluster with one pair that asks for the number of its listeners. */
function clusterNamed(name: string, question: string): StoredContext {
  const id = `resource:default/${name}`;
  const table = `${name}.streams`;
  return {
    id,
    name,
    title: name,
    counts: { datasets: 1, pairs: 1, docs: 0, problems: 0 },
    version: '1',
    cluster: {
      id,
      name,
      title: name,
      ownerRef: `group:default/${name}-owners`,
      audience: [],
      contextVersion: '1',
      syncedAt: now.toISO() ?? '',
    },
    datasets: [
      {
        id: `${id}-streams`,
        clusterId: id,
        title: 'Streams',
        warehouse: 'w',
        table,
        status: 'ok',
        columns: [],
      },
    ],
    pairs: [
      {
        id: `${name}/listeners`,
        clusterId: id,
        question,
        phrasings: [],
        sql: `SELECT count(DISTINCT user_id) AS n FROM ${table}`,
        parameters: [],
        datasets: [`${id}-streams`],
        validity: { status: 'valid' },
        path: 'pairs/listeners.sql',
      },
    ],
    docs: [],
    problems: [],
  };
}

const contexts = [
  clusterNamed('music', 'How many listeners do we have?'),
  clusterNamed('podcasts', 'How many listeners do we have?'),
  clusterNamed('radio', 'How many stations do we run?'),
];
let clusters: CompiledCluster[];

beforeAll(async () => {
  await prepareSqlFrames();
  clusters = contexts.map(context => compileCluster(context, now));
});

const routing: Routing = {
  near: contexts.map(({ cluster }, index) => ({
    cluster: cluster.id,
    title: cluster.title,
    owner: cluster.ownerRef,
    score: [0.6, 0.6, 0.4][index],
  })),
  alike: [],
};

function plan(question: string, over: Partial<Routing> = {}, only = false) {
  const decision = decideMatch(question, clusters, { now, onlyCluster: only });
  const { reason, choices, nearClusters, unsaid } = planUncovered({
    decision,
    clusters,
    routing: { ...routing, ...over },
    onlyCluster: only,
  });
  const titles = (list: { title: string }[] = []) =>
    list.map(({ title }) => title);
  return {
    reason,
    choices: titles(choices),
    near: titles(nearClusters),
    unsaid,
  };
}

describe('planUncovered', () => {
  it('offers the clusters whose pairs fit alike', () => {
    expect(plan('How many listeners do we have?')).toEqual({
      reason: 'ambiguous',
      choices: ['music', 'podcasts'],
      near: ['radio'],
    });
  });

  it('offers the clusters that routing cannot tell apart when no pair fits', () => {
    const alike = ['resource:default/music', 'resource:default/radio'];
    expect(plan('Who complained about the trumpets?', { alike })).toEqual({
      reason: 'none',
      choices: ['music', 'radio'],
      near: ['podcasts'],
    });
  });

  it('offers no choice where none of the clusters is likely, or one was named', () => {
    const alike = ['resource:default/music', 'resource:default/radio'];
    const unlikely = routing.near.map(near => ({ ...near, score: 0.1 }));
    const question = 'Who complained about the trumpets?';
    expect(plan(question, { alike, near: unlikely }).choices).toEqual([]);
    expect(plan(question, { alike }, true).choices).toEqual([]);
    expect(plan(question).choices).toEqual([]);
  });

  it('names the nearest topics first, however routing ranks them', () => {
    const near = routing.near.map((each, index) => ({
      ...each,
      score: [0.22, 0.09, 0.28][index],
    }));
    const question = 'Who complained about the trumpets?';
    expect(plan(question, { near }).near).toEqual([
      'radio',
      'music',
      'podcasts',
    ]);
  });

  it('tells which words no vetted question says, as far as they name anything', () => {
    const unsaidOf = (question: string) => plan(question).unsaid;
    expect(unsaidOf('How many revenue listeners do we have?')).toEqual([
      'revenue',
    ]);
    expect(unsaidOf('About how many listeners do we have?')).toBeUndefined();
    expect(tellingWords(['about', 'revenue', 'Well', 'revenue'])).toEqual([
      'revenue',
    ]);
  });
});
