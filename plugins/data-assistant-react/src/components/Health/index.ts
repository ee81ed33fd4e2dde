export { HealthBadge } from './HealthBadge';
export type { HealthBadgeProps } from './HealthBadge';
export { HealthPanel } from './HealthPanel';
export type { HealthPanelProps } from './HealthPanel';
