// fails: pure-rules
import { isOpen } from '@holdfast/protocol/contract';
export const open = isOpen;
