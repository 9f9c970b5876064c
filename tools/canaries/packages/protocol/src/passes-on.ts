// fails: barrels
export { isOpen } from './contract.ts';
