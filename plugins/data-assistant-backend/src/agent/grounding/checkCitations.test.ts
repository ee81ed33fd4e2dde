import { AgentNotes } from '../tools/AgentNotes';
import { checkCitations } from './checkCitations';

describe('checkCitations', () => {
  it('tells what was shown from what was not, each once', () => {
    const notes = AgentNotes.create();
    const clusterId = 'resource:default/podcasts';
    const doc = { kind: 'doc' as const, id: 'podcasts/words', title: 'Words' };
    notes.show({ ...doc, clusterId });
    expect(
      checkCitations({
        cited: [
          '[podcasts/words]',
          'podcasts/secret',
          'podcasts/words',
          ' podcasts/secret ',
          'constructor',
        ],
        notes,
      }),
    ).toEqual({
      known: [{ ...doc, clusterId }],
      neverShown: ['podcasts/secret', 'constructor'],
    });
  });
});
