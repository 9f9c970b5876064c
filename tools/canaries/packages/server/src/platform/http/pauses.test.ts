// fails: sleeping-tests
import { pause } from '../clock/pause.ts';
await pause(100);
