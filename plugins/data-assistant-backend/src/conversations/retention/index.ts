export * from './RetentionSweep';
