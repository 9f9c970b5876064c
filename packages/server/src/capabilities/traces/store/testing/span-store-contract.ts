import { forgettingContract } from './contract/forgetting-contract.ts';
import { groupsContract } from './contract/groups-contract.ts';
import { listContract } from './contract/list-contract.ts';
import { openForEachTest, type StoreUnderTest } from './contract/opened-store.ts';
import { spansContract } from './contract/spans-contract.ts';
import { tracesContract } from './contract/traces-contract.ts';

/** What every store of spans must do. */
export const spanStoreContract = (underTest: StoreUnderTest): void => {
  const opened = openForEachTest(underTest);
  spansContract(opened);
  tracesContract(opened);
  listContract(opened);
  groupsContract(opened);
  forgettingContract(opened);
};
