// fails: layers
import { useSystem } from '../../server/test/ground/system.ts';
export const system = useSystem;
