/** Texts of the page where one asks. */
export const assistantMessages = {
  'assistant.conversations.label': 'Conversations',
  'assistant.conversations.open': 'Show conversations',
  'assistant.conversations.loading': 'Loading conversations',
  'assistant.conversations.empty': 'Your conversations will be listed here.',
  'assistant.conversations.new': 'New conversation',
  'assistant.conversations.now': 'just now',
  'assistant.conversations.untitled': 'Untitled conversation',
  'assistant.conversations.delete': 'Delete “{{title}}”',
  'assistant.delete.title': 'Delete this conversation?',
  'assistant.delete.description':
    '“{{title}}” with its answers and their receipts will be gone for good.',
  'assistant.delete.confirm': 'Delete',
  'assistant.delete.cancel': 'Keep',
  'assistant.delete.failed': 'It could not be deleted. Try again.',

  'assistant.start.title': 'What would you like to know?',
  'assistant.start.description':
    'Ask in plain words. Answers come from what the experts of the data vetted and wrote down, with the SQL and the sources they rest on.',
  'assistant.start.suggestions': 'Questions that have an answer now',
  'assistant.start.loading': 'Loading questions to start with',
  'assistant.start.none':
    'No vetted questions are open to you yet. You can ask all the same.',
  'assistant.start.failed': 'Questions to start with could not be loaded.',

  'assistant.conversation.label': 'Messages',
  'assistant.conversation.loading': 'Loading conversation',
  'assistant.message.you': 'You asked',
  'assistant.message.more': 'Show all',
  'assistant.message.less': 'Show less',
  'assistant.message.cluster': 'Asked in {{cluster}} alone',
  'assistant.message.sending': 'Sending',
  'assistant.message.sendFailed': 'Your question was not sent',
  'assistant.message.sendAgain': 'Send again',
  'assistant.message.sendAnew': 'Ask in a new conversation',
  'assistant.message.gone':
    'This conversation is no longer there. It was deleted, perhaps in another tab.',
  'assistant.message.discard': 'Discard',
  'assistant.latest': 'To the newest answer',

  'assistant.run.failed': 'This question could not be answered',
  'assistant.run.failedUnknown': 'Something went wrong while answering.',
  'assistant.run.cancelled': 'Stopped before there was an answer.',
  'assistant.run.askAgain': 'Ask again',
  'assistant.run.edit': 'Edit and ask again',
  'assistant.run.lost': 'The connection to the portal was lost',
  'assistant.run.lostDescription':
    'The question is still being answered. Connect again to see how it goes.',
  'assistant.run.connect': 'Connect again',
  'assistant.run.offline':
    'You are offline. The answer goes on and will appear when you are back.',
  'assistant.run.steps': 'How it was answered',
  'assistant.run.stepsOnly': 'What was done',
  'assistant.run.stepsLoading': 'Loading the steps',
  'assistant.run.stepsFailed': 'The steps could not be loaded.',
  'assistant.run.stepsGone': 'The steps of this answer are no longer kept.',
  'assistant.run.stopFailed': 'It could not be stopped. Try again.',

  'assistant.reply.label': 'Your answer',
  'assistant.reply.other': 'Another answer',
  'assistant.reply.send': 'Reply',
  'assistant.reply.stop': 'Stop without an answer',
  'assistant.reply.hint':
    'There is no hurry: the question waits, and you may ask others meanwhile.',
  'assistant.reply.yours': 'You answered:',
  'assistant.reply.failed': 'Your reply was not taken',
  'assistant.reply.gone':
    'The question is no longer open. It was stopped, or deleted with its conversation.',

  'assistant.composer.label': 'Your question',
  'assistant.composer.placeholder': 'Ask about the data',
  'assistant.composer.hint': 'Enter sends, Shift and Enter break the line',
  'assistant.composer.hintWorking': 'Wait for the answer, or stop it',
  'assistant.composer.hintNoCluster': 'Ask all clusters to send a question',
  'assistant.composer.send': 'Send',
  'assistant.composer.stop': 'Stop',
  'assistant.composer.count': '{{length}} of {{max}} characters',
  'assistant.composer.tooLong':
    'The question is too long. At most {{max}} characters can be sent.',
  'assistant.composer.cluster': 'Asking {{cluster}} alone',
  'assistant.composer.allClusters': 'Ask all clusters',

  'assistant.noCluster.title': 'There is no cluster “{{cluster}}” to ask',
  'assistant.noCluster.description':
    'It may have been removed, or you may not ask it.',

  'assistant.announce.working': 'Working on an answer',
  'assistant.announce.question': 'Question for you: {{question}}',
  'assistant.announce.answer': 'Answer: {{sentence}}',
  'assistant.announce.failed': 'No answer: {{message}}',
  'assistant.announce.cancelled': 'Stopped',

  'assistant.failure.denied.title': 'You may not use the data assistant',
  'assistant.failure.denied.description':
    'The permission policy of this portal does not let you ask questions. Ask its administrators.',
  'assistant.failure.notFound.title': 'No such conversation',
  'assistant.failure.notFound.description':
    'It may have been deleted, or it belongs to somebody else.',
  'assistant.failure.offline.title': 'The portal cannot be reached',
  'assistant.failure.offline.description':
    'Check your connection and try again.',
  'assistant.failure.invalid.title': 'The question was not accepted',
  'assistant.failure.invalid.description': 'Change it and send it again.',
  'assistant.failure.error.title': 'This could not be loaded',
  'assistant.failure.error.description':
    'Try again in a moment. If it stays so, ask the administrators of this portal.',
  'assistant.failure.retry': 'Try again',
} as const;
