export * from './Dice';
export * from './leaves';
export * from './mutateSql';
export * from './SqlGrammar';
export * from './writeStatement';
