import { roomOf } from './rooms.ts';

export interface Count {
  readonly covered: number;
  readonly total: number;
}

export interface FileCoverage {
  readonly path: string;
  readonly lines: Count;
  readonly branches: Count;
}

export type RoomCoverage = Omit<FileCoverage, 'path'> & { readonly room: string };

const sum = (counts: readonly Count[]): Count => ({
  covered: counts.reduce((total, count) => total + count.covered, 0),
  total: counts.reduce((total, count) => total + count.total, 0),
});

const together = (room: string, files: readonly Omit<FileCoverage, 'path'>[]): RoomCoverage => ({
  room,
  lines: sum(files.map(({ lines }) => lines)),
  branches: sum(files.map(({ branches }) => branches)),
});

export const percent = ({ covered, total }: Count): number => (total === 0 ? 100 : (100 * covered) / total);

export const byRoom = (files: readonly FileCoverage[]): RoomCoverage[] =>
  Object.entries(Object.groupBy(files, ({ path }) => roomOf(path)))
    .map(([room, inside = []]) => together(room, inside))
    .toSorted((a, b) => a.room.localeCompare(b.room));

export const overall = (files: readonly FileCoverage[]): RoomCoverage => together('all', files);

const cell = (count: Count): string =>
  `${percent(count).toFixed(1).padStart(6)} %  ${`${count.covered}/${count.total}`.padStart(11)}`;

export const coverageTable = (files: readonly FileCoverage[]): string => {
  const rows = [...byRoom(files), overall(files)];
  const width = Math.max(...rows.map(({ room }) => room.length));
  const head = `${''.padEnd(width)}  ${'lines'.padStart(21)}  ${'branches'.padStart(21)}`;
  return [
    head,
    ...rows.map(({ room, lines, branches }) => `${room.padEnd(width)}  ${cell(lines)}  ${cell(branches)}`),
  ].join('\n');
};
