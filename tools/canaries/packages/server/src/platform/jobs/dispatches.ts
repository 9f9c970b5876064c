// fails: libraries
import { Agent } from 'undici';
export const Client = Agent;
