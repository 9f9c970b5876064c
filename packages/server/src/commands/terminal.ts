/** Where a command speaks to the person who ran it. */
export interface Terminal {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** This process's own output. A reader who has seen enough (`| head`) is no reason to fail. */
export const openTerminal = (): Terminal => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
  };
};
