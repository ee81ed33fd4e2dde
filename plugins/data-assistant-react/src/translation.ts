import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of this package's components.
 * @public
 */
export const dataAssistantReactTranslationRef = createTranslationRef({
  id: 'plugin.data-assistant-react',
  messages: {
    'tier.verified.label': 'Verified',
    'tier.verified.explanation':
      'An expert of this data vetted the question and its SQL. Only the values that the question names were filled in.',
    'tier.grounded.label': 'Grounded',
    'tier.grounded.explanation':
      'The SQL was written for this question from what the experts of this data wrote down, over their datasets alone. No expert has vetted it.',
    'tier.uncovered.label': 'Not covered',
    'tier.uncovered.explanation':
      'Nothing that experts vetted answers this question, so there is no number rather than a guess.',
    'answer.confidence': '{{percent}} confident',
    'answer.confidence.explanation':
      'How much of the question the vetted question says too, in its own words. It does not rate the data.',
    'answer.confidence.explanationGrounded':
      'How sure the assistant is that the SQL answers the question. It does not rate the data.',
    'answer.parameters': 'Filled in',
    'answer.parameter.topN': 'rows at most',
    'answer.parameter.default': 'not asked for, the usual value',
    'answer.assumptions': 'Assumed',
    'answer.freshness': 'Newest data',
    'answer.sources': 'Sources',
    'answer.suggestions': 'Questions that have an answer',
    'answer.nearClusters': 'Clusters that came near',
    'answer.ownedBy': 'owned by',
    'source.cluster': 'Cluster',
    'source.pair': 'Vetted question',
    'source.doc': 'Doc',
    'source.dataset': 'Dataset',
    'sql.title': 'SQL',
    'sql.copy': 'Copy SQL',
    'sql.copied': 'Copied',
    'table.label': 'Result table',
    'table.rows_one': '{{count}} row',
    'table.rows_other': '{{count}} rows',
    'table.truncated':
      'The result has more rows. Only the first {{rows}} are shown.',
    'table.empty': 'The query ran and found no rows.',
    'table.null': 'no value',
    'table.sort': 'Sort by {{column}}',
    'table.download': 'Download CSV',
    'chart.line':
      'Line chart of {{y}} by {{x}}. The table has the same values.',
    'chart.bar': 'Bar chart of {{y}} by {{x}}. The table has the same values.',
    'chart.partial': 'The chart shows the first {{shown}} of {{total}} rows.',
    'steps.label': 'Steps of the answer',
    'steps.count_one': '{{count}} step',
    'steps.count_other': '{{count}} steps',
    'steps.queued': 'Waiting for a free worker',
    'steps.running': 'Working',
    'steps.done': 'done',
    'feedback.label': 'Was this answer right?',
    'feedback.up': 'The answer is right',
    'feedback.down': 'The answer is wrong',
    'feedback.text.label': 'What should the experts know? (optional)',
    'feedback.text.send': 'Send comment',
    'feedback.sent': 'Thank you. The owners of this data will see it.',
    'feedback.error': 'Your feedback could not be sent. Try again.',
    'health.good': 'Good',
    'health.fair': 'Fair',
    'health.poor': 'Poor',
    'health.unknown': 'Not measured',
    'health.badge': 'Health {{score}} of 100, {{word}}',
    'health.badgeUnknown': 'Health not measured yet',
    'health.measuredAt': 'Measured {{when}}',
    'health.notMeasured.title': 'Not measured yet',
    'health.notMeasured.description':
      'The first measurement follows soon after a cluster was read.',
    'health.signals': 'Signals',
    'health.signal.failed': 'Could not be measured',
    'health.signal.value': '{{percent}} of what it could be',
    'health.action': 'What would raise it',
    'health.history': 'Score over time: from {{first}} to {{last}}',
  },
});
