import { context, NOW, pair } from './__testUtils__/radio';
import { CompiledCluster, compileCluster } from './CompiledCluster';
import { comparePairs } from './decideMatch';
import { prepareSqlFrames } from './SqlFrame';

let radio: CompiledCluster;

beforeAll(async () => {
  await prepareSqlFrames();
  radio = compileCluster(
    context([
      pair('led', 'What share of radio clicks led to orders?', {
        sql: 'SELECT 100.0 * count(order_id) / count(*) AS percent FROM radio.clicks',
      }),
      pair('plays', 'average plays of a station per country', {
        sql: 'SELECT country, avg(plays) AS average FROM radio.plays GROUP BY country',
      }),
    ]),
    NOW,
  );
});

function refuses(question: string, id: string): boolean | undefined {
  const options = { now: NOW, onlyCluster: true };
  return comparePairs(question, radio, options).find(
    candidate => candidate.pair.id === id,
  )?.match.refused;
}

describe('compareContent', () => {
  it('tells the share of one thing from the share of another', () => {
    expect(refuses('What share of radio clicks led to orders?', 'led')).toBe(
      false,
    );
    expect(refuses('What share of radio orders led to clicks?', 'led')).toBe(
      true,
    );
  });

  it('tells what is grouped by from what is measured', () => {
    expect(refuses('average plays of a station per country', 'plays')).toBe(
      false,
    );
    expect(refuses('average plays of a country per station', 'plays')).toBe(
      true,
    );
  });
});
