export { AnswerView } from './AnswerView';
export type { AnswerViewProps } from './AnswerView';
export { SuggestionList } from './SuggestionList';
export type { SuggestionListProps } from './SuggestionList';
export { TierBadge } from './TierBadge';
export type { TierBadgeProps } from './TierBadge';
