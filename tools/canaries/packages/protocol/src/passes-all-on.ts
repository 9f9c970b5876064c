// fails: barrels
export * from './contract.ts';
