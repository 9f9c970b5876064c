// fails: layers
import type { Contract } from '../../protocol/src/contract.ts';
export type Known = Contract;
