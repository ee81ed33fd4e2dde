export * from './ConversationService';
export * from './createConversations';
export * from './QuestionOutcomeStore';
export * from './RunExecutor';
