import { hostname } from 'node:os';

/** What lists of nodes and of jobs both call this process, so that one is found in the other. */
export const nodeName = (): string => `${hostname()}:${process.pid}`;
