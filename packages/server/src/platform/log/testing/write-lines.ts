import { createLineWriter, standardOutput } from '../line-writer.ts';

/** Writes as many lines as it is told, says so, and one more at each word it is sent; a channel that is closed ends it. */
const lines = Number(process.argv[2]);
const writer = createLineWriter(standardOutput());
const write = (number: number): void => writer.write(`${JSON.stringify({ number, padding: 'x'.repeat(500) })}\n`);

for (let number = 0; number < lines; number += 1) write(number);
let next = lines;
process.on('message', () => {
  write(next);
  next += 1;
});
process.send?.('written');
