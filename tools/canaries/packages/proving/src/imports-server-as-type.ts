// fails: layers
export type Inside = typeof import('@holdfast/server/app');
