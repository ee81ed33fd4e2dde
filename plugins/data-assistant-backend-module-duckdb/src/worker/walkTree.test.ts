import { walkTree } from './walkTree';

describe('walkTree', () => {
  it.each([
    [{ class: 'NEW_CLASS', type: 'X' }],
    [{ type: 'NEW_NODE', cte_map: { map: [] } }],
    [{ type: 'NEW_REF', sample: null }],
    [{ type: 'NEW_THING' }],
    [
      {
        type: 'TABLE_FUNCTION',
        sample: null,
        function: { class: 'STAR', type: 'STAR' },
      },
    ],
  ])('vouches for no tree with a node that it does not know: %j', node => {
    expect(() => walkTree({ list: [{ inner: node }] })).toThrow(
      expect.objectContaining({
        name: 'TreeRefusal',
        rule: 'not-select',
        message: expect.stringContaining('cannot be checked'),
      }),
    );
  });
});
