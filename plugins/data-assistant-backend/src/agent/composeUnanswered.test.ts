import { RunRequest } from '../conversations/RunExecutor';
import { NoPlan } from './AnswerPlan';
import { composeUnanswered } from './composeUnanswered';

const MUSIC = 'resource:default/music';
const request: RunRequest = {
  runId: 'run',
  conversationId: 'conversation',
  userRef: 'user:default/asker',
  question: 'how about revenue?',
  askable: [MUSIC],
  askedAt: new Date('2026-11-19T12:00:00Z'),
  history: [],
};
const routing = { near: [], alike: [] };
const noPlan: NoPlan = { reason: 'none', suggestions: [], nearClusters: [] };
const goesOn = { from: 'How many streams last week?', clusterId: MUSIC };

describe('composeUnanswered', () => {
  it('says what a question was taken to go on from, also where a model gave up', () => {
    const sentenceOf = (from: NoPlan['goesOn'], sentence?: string) =>
      composeUnanswered(
        request,
        routing,
        { ...noPlan, goesOn: from },
        sentence === undefined ? {} : { sentence },
      ).answer.sentence;
    expect(sentenceOf(goesOn, 'Not covered.')).toBe(
      'Not covered. It was taken to go on from “How many streams last week?”.',
    );
    expect(sentenceOf(goesOn)).toBe(
      'No vetted context answers this question. It was taken to go on from “How many streams last week?”.',
    );
    const readAs = 'How much revenue last week?';
    expect(sentenceOf({ ...goesOn, readAs }, 'Not covered.')).toBe(
      'Not covered.',
    );
  });

  it('names as the place of what is missing no cluster that is the nearest alone', () => {
    const near = [
      { cluster: MUSIC, title: 'Music', owner: 'group:default/m', score: 0.9 },
    ];
    const compose = (
      over: Partial<RunRequest>,
      more: Parameters<typeof composeUnanswered>[3],
    ) =>
      composeUnanswered({ ...request, ...over }, { near, alike: [] }, noPlan, {
        missing: 'The weather',
        ...more,
      });
    const { answer, touched } = compose({}, {});
    expect(answer).not.toHaveProperty('cluster');
    expect(touched).toEqual([{ clusterId: MUSIC, tier: 'uncovered' }]);
    expect(compose({}, { clusterId: MUSIC }).answer.cluster).toBe(MUSIC);
    expect(compose({ clusterId: MUSIC }, {}).answer.cluster).toBe(MUSIC);
  });
});
