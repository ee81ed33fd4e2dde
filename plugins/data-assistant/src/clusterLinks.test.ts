import { anchorId, parseAnchor } from './clusterLinks';

describe('anchors of the context', () => {
  it.each([
    { kind: 'pair', id: 'podcasts/listeners-by-country' },
    { kind: 'doc', id: 'podcasts/words' },
    { kind: 'dataset', id: 'resource:default/podcasts-streams' },
  ] as const)('reads back $kind $id, encoded or not', anchor => {
    expect(parseAnchor(`#${anchorId(anchor)}`)).toEqual(anchor);
    expect(parseAnchor(`#${encodeURIComponent(anchorId(anchor))}`)).toEqual(
      anchor,
    );
  });

  it.each(['', '#', '#pair-', '#user-1', '#%E0%A4%A'])(
    'takes %p for none',
    hash => {
      expect(parseAnchor(hash)).toBeUndefined();
    },
  );
});
